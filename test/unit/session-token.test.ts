import * as fc from 'fast-check';
import { type SessionClaims, signSessionToken, verifySessionToken } from '../../lib/kernel/session-token.ts';
import { holds } from '../support/property.ts';

const app = { id: 1400000000, secretKeys: ['current', 'former'] };
const claims: SessionClaims = {
  app: app.id,
  account: 'ana',
  instance: 7,
  platform: 7,
  connection: 'C1=',
  expires: 2_000,
};
const now = 1_000_000;
const token = signSessionToken('current', claims);

test('a session token says again what was signed', () => {
  holds(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.nat(0x7fff_ffff),
      fc.string(),
      (account, instance, connection) => {
        const every = { ...claims, account, instance, connection };
        expect(verifySessionToken(signSessionToken('current', every), app, now)).toEqual(every);
      },
    ),
  );
});

test('a token signed with the former key is good, so that keys can be rotated', () => {
  expect(verifySessionToken(signSessionToken('former', claims), app, now)).toEqual(claims);
});

test.each([
  ['empty', ''],
  ['without a signature', token.split('.')[0] ?? ''],
  ['with a signature only', `.${token.split('.')[1]}`],
  ['signed with a key of nobody', signSessionToken('foreign', claims)],
  ['of another application that has the same key', signSessionToken('current', { ...claims, app: 1 })],
  [
    'of which the claims were changed',
    `${Buffer.from(JSON.stringify({ ...claims, account: 'bob' })).toString('base64url')}.${token.split('.')[1]}`,
  ],
  ['that is no token at all', 'ana'],
])('a token %s is refused', (_, bad) => {
  expect(verifySessionToken(bad, app, now)).toBeUndefined();
});

test('no other text of the same length is a token', () => {
  holds(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_.'), (index, character) => {
      const other = token.slice(0, index) + character + token.slice(index + 1);
      const result = verifySessionToken(other, app, now);
      // The last base64 character of a signature carries two bits that mean nothing.
      if (other !== token && index < token.length - 1) expect(result).toBeUndefined();
    }),
  );
});

test('a token ends at the second it names', () => {
  expect(verifySessionToken(token, app, 1_999_999)).toEqual(claims);
  expect(verifySessionToken(token, app, 2_000_000)).toBeUndefined();
});

test('an application without a key accepts no token', () => {
  expect(verifySessionToken(token, { id: app.id, secretKeys: [] }, now)).toBeUndefined();
});

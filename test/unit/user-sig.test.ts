import { deflateSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js';
import { signUserSig, type UserSigExpectation, verifyUserSig } from '../../lib/kernel/user-sig.ts';
import { holds } from '../support/property.ts';

const sdkAppId = 1400000000;
const key = 'example-secret-key-0001';
const issuedAt = 1700000000;
const expected: UserSigExpectation = {
  sdkAppId,
  identifier: 'alice',
  secretKeys: [key],
  now: (issuedAt + 100) * 1000,
};
const claims = { identifier: 'alice', sdkAppId, issuedAt, lifetimeSeconds: 86400 };
const fromNow = { ...expected, now: Date.now() };

const jsonOf = (token: string): Record<string, unknown> => {
  const base64 = token.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  return JSON.parse(inflateSync(Buffer.from(base64, 'base64')).toString('utf8'));
};
const tokenOf = (text: string): string =>
  deflateSync(text).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_');
const changed = (fields: object): string =>
  tokenOf(JSON.stringify({ ...jsonOf(signUserSig(key, claims)), ...fields }));

describe('a UserSig of the official generator', () => {
  const official = new Api(sdkAppId, key);

  test('is accepted', () => {
    expect(verifyUserSig(official.genUserSig('alice', 3600), fromNow)).toMatchObject({
      identifier: 'alice',
      sdkAppId,
      lifetimeSeconds: 3600,
      userBuffer: undefined,
    });
  });

  test('has the signature that ours has for the same claims', () => {
    holds(
      fc.property(
        fc.stringMatching(/^[\x20-\x7e]{1,32}$/),
        fc.nat(),
        fc.nat(),
        (identifier, time, expire) => {
          const ours = signUserSig(key, { identifier, sdkAppId, issuedAt: time, lifetimeSeconds: expire });
          expect(jsonOf(ours)['TLS.sig']).toBe(official._hmacsha256(identifier, time, expire, null));
        },
      ),
    );
  });

  test.each([
    ['numeric', official.genPrivateMapKey('alice', 300, 12345, 42)],
    ['string', official.genPrivateMapKeyWithStringRoomID('alice', 300, 'class-7', 42)],
  ])('with a %s room is a PrivateMapKey and no UserSig', (_, token) => {
    expect(verifyUserSig(token, { ...fromNow, withUserBuffer: true })).toMatchObject({ identifier: 'alice' });
    expect(verifyUserSig(token, fromNow)).toBe('UserSigUnreadable');
  });
});

describe('the vectors of the contract', () => {
  test('a plain UserSig', () => {
    const token =
      'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwok5mcmpUInilOzEgoLMFCUrQxMDKIDIlGTmpgJFzVFFUysKMouA4hZmJjCh4sx0oKFplX5RWVGefqWlaZa*gVme*snemclpRjn66ZFl7sFFEWUZYY7Fof6hxlUGtkq1AJqeMSQ_';
    expect(verifyUserSig(token, expected)).toEqual({ ...claims, userBuffer: undefined });
    expect(jsonOf(signUserSig(key, claims))['TLS.sig']).toBe('fyNZjZINuuf9MQjI/cKicf2l/gYvGSrXvhVAsUOU3z0=');
  });

  test.each([
    ['AAAFYWxpY2VTck4AAAAwOWVT8iwAAAAqAAAAAA==', 'vFBeC7QNgepcQe0Os8Kxt5m8fw76Q75YJkk25r1g7u4='],
    ['AQAFYWxpY2VTck4AAAAAAGVT8iwAAAAqAAAAAAAHY2xhc3MtNw==', 'mzxkIC+Yv7r7S6TEFvmmfDlrurMKZOTQm8vKQerJU48='],
  ])('a PrivateMapKey over %s', (base64, signature) => {
    const userBuffer = Buffer.from(base64, 'base64');
    const token = signUserSig(key, { ...claims, userBuffer });
    expect(jsonOf(token)).toMatchObject({ 'TLS.userbuf': base64, 'TLS.sig': signature });
    expect(verifyUserSig(token, { ...expected, withUserBuffer: true })).toEqual({ ...claims, userBuffer });
  });
});

describe('a UserSig is refused', () => {
  const good = signUserSig(key, claims);

  test.each([
    ['when it is empty', '', {}, 'UserSigEmpty'],
    ['when it is no base64 of anything', '%%%', {}, 'UserSigUnreadable'],
    ['when a byte is missing at its end', good.slice(0, -4), {}, 'UserSigUnreadable'],
    ['when it holds no JSON', tokenOf('hello'), {}, 'UserSigUnreadable'],
    ['when a claim is missing', changed({ 'TLS.time': undefined }), {}, 'UserSigUnreadable'],
    ['when a claim has the wrong type', changed({ 'TLS.time': 'now' }), {}, 'UserSigUnreadable'],
    ['when it is a PrivateMapKey', changed({ 'TLS.userbuf': 'AAAA' }), {}, 'UserSigUnreadable'],
    ['for another application', good, { sdkAppId: 1 }, 'UserSigOtherApplication'],
    ['for another account', good, { identifier: 'bob' }, 'UserSigOtherAccount'],
    ['for an account spelled otherwise', good, { identifier: 'Alice' }, 'UserSigOtherAccount'],
    ['when the key is another', good, { secretKeys: ['other'] }, 'UserSigMismatch'],
    ['when there is no key', good, { secretKeys: [] }, 'UserSigMismatch'],
    ['when its lifetime was changed', changed({ 'TLS.expire': 999999999 }), {}, 'UserSigMismatch'],
    ['when its time was changed', changed({ 'TLS.time': issuedAt + 1 }), {}, 'UserSigMismatch'],
    [
      'when its account was changed',
      changed({ 'TLS.identifier': 'bob' }),
      { identifier: 'bob' },
      'UserSigMismatch',
    ],
    ['when its signature is short', changed({ 'TLS.sig': 'AAAA' }), {}, 'UserSigMismatch'],
    ['after its lifetime', good, { now: (issuedAt + 86401) * 1000 }, 'UserSigExpired'],
  ])('%s', (_, token, difference, error) => {
    expect(verifyUserSig(token, { ...expected, ...difference })).toBe(error);
  });

  test('whatever single character of it is changed', () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-_';
    const at = fc.nat(good.length - 1);
    holds(
      fc.property(at, fc.constantFrom(...characters), (index, character) => {
        const token = good.slice(0, index) + character + good.slice(index + 1);
        const result = verifyUserSig(token, expected);
        // Some bits of the last character and some of deflate's carry no information.
        expect(typeof result === 'string' || result).toEqual(token === good ? result : expect.anything());
        if (typeof result !== 'string') expect(result).toEqual({ ...claims, userBuffer: undefined });
      }),
    );
  });

  test('when it inflates beyond all measure', () => {
    const bomb = deflateSync(Buffer.alloc(50_000_000, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    expect(verifyUserSig(bomb.toString('base64'), expected)).toBe('UserSigUnreadable');
  });
});

describe('a UserSig is accepted', () => {
  const padded = [...Array(8).keys()]
    .map(length => signUserSig(key, { ...claims, lifetimeSeconds: 86400 * 10 ** length }))
    .filter(token => token.endsWith('_'));

  test('without its padding', () => {
    expect(padded.length).toBeGreaterThan(0);
    for (const token of padded) {
      expect(verifyUserSig(token.replaceAll(/_+$/g, ''), expected)).toMatchObject({ identifier: 'alice' });
    }
  });

  test('in the last second of its lifetime', () => {
    const now = (issuedAt + 86400) * 1000;
    expect(verifyUserSig(signUserSig(key, claims), { ...expected, now })).toMatchObject(claims);
  });

  test('when it was signed with the older of two keys', () => {
    const rotated = { ...expected, secretKeys: ['new key', key] };
    expect(verifyUserSig(signUserSig(key, claims), rotated)).toMatchObject(claims);
  });

  test('with white space and members in another order', () => {
    const members = Object.entries(jsonOf(signUserSig(key, claims))).reverse();
    const token = tokenOf(`${JSON.stringify(Object.fromEntries(members), undefined, 2)}\n`);
    expect(verifyUserSig(token, expected)).toMatchObject(claims);
  });

  test('for every account that it was made for', () => {
    holds(
      fc.property(fc.string({ minLength: 1, maxLength: 32, unit: 'grapheme' }), identifier => {
        const token = signUserSig(key, { ...claims, identifier });
        expect(verifyUserSig(token, { ...expected, identifier })).toMatchObject({ identifier });
      }),
    );
  });
});

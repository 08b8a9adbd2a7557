import { errors } from '../../lib/protocol/errors.ts';
import { codes, passingCodes } from '../../lib/sdk/codes.ts';

test('the client core knows codes by the numbers of the catalogue', () => {
  const entries = Object.entries(errors).map(([name, { code }]) => [name, code]);
  expect(Object.fromEntries(entries)).toMatchObject(codes);
});

test('it calls retryable what the catalogue does: a new passing error goes into lib/sdk/codes.ts', () => {
  const passing = Object.values(errors).filter(({ retryable }) => retryable);
  expect([...passingCodes].sort()).toEqual([...new Set(passing.map(({ code }) => code))].sort());
});

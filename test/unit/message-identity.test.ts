import * as fc from 'fast-check';
import { identityOf, sideOf, twinOf } from '../../lib/domain/message/message-identity.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { cursorText, historyCursor, messageKey, messageKeyOf } from '../../lib/protocol/message-key.ts';
import { keys } from '../../lib/table/keys.ts';
import { holds } from '../support/property.ts';

const uint32 = fc.integer({ min: 0, max: 0xffff_ffff });
const checksum = fc.stringMatching(/^[0-9a-f]{8}$/);
const body = (Text: string) => [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text } }];

describe('the identity of a message', () => {
  it('is the same for the same content and numbers, and no other', () => {
    const one = identityOf({ seq: 1, random: 2, body: body('a') });
    expect(identityOf({ seq: 1, random: 2, body: body('a') })).toEqual(one);
    expect(identityOf({ seq: 1, random: 2, body: body('b') })).not.toEqual(one);
    expect(identityOf({ seq: 1, random: 2, body: body('a'), cloudCustomData: 'x' })).not.toEqual(one);
  });

  it('makes the missing number from the content', () => {
    const [one, two] = ['a', 'a'].map(text => identityOf({ random: 2, body: body(text) }));
    expect(one).toEqual(two);
    expect(one?.windowSeconds).toBe(120);
    expect(messageKey.safeParse(messageKeyOf({ seq: one?.seq ?? -1, random: 2, time: 1 })).success).toBe(
      true,
    );
  });
});

describe('a message key', () => {
  it('reads back as it was written', () => {
    holds(
      fc.property(uint32, uint32, uint32, (seq, random, time) => {
        const key = { seq, random, time };
        expect(messageKey.parse(messageKeyOf(key))).toEqual(key);
        expect(historyCursor.parse(cursorText(key))).toEqual(key);
      }),
    );
  });

  it.each(['', '1', '1_2', '1_2_3_4', 'a_2_3', '1_2_4294967296', '-1_2_3', '1_2_ 3', '1_2_3_00000000_2'])(
    'refuses %j',
    text => {
      expect(messageKey.safeParse(text).success).toBe(false);
    },
  );
});

describe('the place of a message in time', () => {
  const place = fc.record({ time: uint32, seq: uint32, random: uint32, checksum });
  const position = (p: { time: number; seq: number; random: number; checksum: string }) =>
    keys.messagePosition(p, { checksum: p.checksum, side: '0' });

  it('sorts by second, then by the sender’s number', () => {
    holds(
      fc.property(place, place, (one, other) => {
        const expected = one.time - other.time || one.seq - other.seq;
        if (expected !== 0) expect(position(one) < position(other)).toBe(expected < 0);
      }),
    );
  });

  it('lies between the beginning and the end of its second', () => {
    holds(
      fc.property(place, p => {
        expect(position(p) > keys.second(p.time)).toBe(true);
        expect(position(p) < keys.after(keys.second(p.time))).toBe(true);
        expect(twinOf({ ByTime: position(p) })).toEqual({ checksum: p.checksum, side: '0' });
      }),
    );
  });
});

describe('the partition of a pair', () => {
  it('is the same from both sides and of no other pair, whatever characters the names hold', () => {
    const app = 1400000001 as SdkAppId;
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '#', '1', '~'), minLength: 1, maxLength: 6 });
    holds(
      fc.property(name, name, name, name, (a, b, c, d) => {
        const one = keys.pair(app, a as UserId, b as UserId);
        expect(keys.pair(app, b as UserId, a as UserId)).toBe(one);
        const same = [a, b].sort().join('\n') === [c, d].sort().join('\n');
        expect(keys.pair(app, c as UserId, d as UserId) === one).toBe(same);
        if (a !== b) expect(sideOf(a as UserId, b as UserId)).not.toBe(sideOf(b as UserId, a as UserId));
      }),
      { numRuns: 2000 },
    );
  });
});

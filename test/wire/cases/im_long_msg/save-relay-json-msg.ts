import { talk } from '../../merged.ts';
import { textBody } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const volatile = ['JsonMsgKey', 'PbMsgKey'];
const nested = (levels: number): object =>
  levels === 0
    ? (textBody('deep')[0] ?? {})
    : {
        MsgType: 'TIMRelayElem',
        MsgContent: { CompatibleText: '', MsgList: [{ MsgBody: [nested(levels - 1)] }] },
      };
const kept = (title: string, MsgList: readonly object[]): WireCase => ({
  title,
  as: 'me',
  body: { MsgList },
  volatile,
  after: async (world, { JsonMsgKey }) => {
    const reply = await world.admin('im_long_msg.get_relay_json_msg', { JsonMsgKey });
    expect(reply.MsgList).toEqual(MsgList);
  },
});
const refused = (title: string, MsgList: unknown, error: NonNullable<WireCase['error']>): WireCase => ({
  title,
  body: { MsgList },
  error,
});

export const cases: readonly WireCase[] = [
  {
    title: 'gives a key that cannot be guessed, and another one each time',
    given: async world =>
      world.keep('before', await world.admin('im_long_msg.save_relay_json_msg', { MsgList: talk(3) })),
    body: { MsgList: talk(3) },
    volatile,
    reply: (world, { JsonMsgKey, PbMsgKey }) => {
      expect(JsonMsgKey).toMatch(/^\d+_[\w-]{27}$/);
      expect(PbMsgKey).toBe(JsonMsgKey);
      expect(JsonMsgKey).not.toBe(world.kept<{ JsonMsgKey: string }>('before').JsonMsgKey);
    },
  },
  // One frame of a socket has 32 KB.
  kept(
    'keeps 300 messages as they are',
    Array.from({ length: 300 }, (_, i) => ({ MsgBody: textBody(`${i}`) })),
  ),
  kept('keeps members that it does not know', [{ ...talk(1)[0], Own: '', Id: '1-2-3' }]),
  {
    title: 'keeps 120,000 bytes',
    body: { MsgList: talk(10, 11_750) },
    volatile,
    only: { door: 'rest', reason: 'it is more than one frame of a socket' },
  },
  {
    ...refused('keeps no more than that', talk(10, 12_000), 'MessageTooLong'),
    only: { door: 'rest', reason: 'it is more than one frame of a socket' },
  },
  refused('keeps 300 messages at most', Array(301).fill({ MsgBody: textBody('') }), 'MessageFormatNotValid'),
  refused('needs messages', [], 'MessageFormatNotValid'),
  refused('needs messages with elements', [{ MsgBody: [{ MsgType: 'x' }] }], 'MessageElementNotValid'),
  refused('keeps 100 levels at most', [{ MsgBody: [nested(100)] }], 'MessageElementNotValid'),
];

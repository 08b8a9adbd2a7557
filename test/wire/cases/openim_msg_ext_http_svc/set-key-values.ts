import { extensible, pair, sets, thatMessage } from '../../extensions.ts';
import { clientOf, logsIn, sends } from '../../messages.ts';
import type { Reply, Unreachable, WireCase, World } from '../../wire-case.ts';

const set = (...ExtensionList: readonly unknown[]) => thatMessage({ OperateType: 1, ExtensionList });
const remove = (...ExtensionList: readonly unknown[]) => thatMessage({ OperateType: 2, ExtensionList });
const clear = thatMessage({ OperateType: 3 });
const result = (Key: string, Value: string, Seq: number, ErrorCode = 0) => ({
  ErrorCode,
  Extension: { Key, Value, Seq },
});
const told = async (world: World) => {
  const event = await clientOf(world, 'ben').push(one => 'MsgExtensionNotify' in one);
  return event.MsgExtensionNotify;
};
/** Ben changes it, who is one of the two and not an administrator. */
const asBen = (world: World, body: (world: World) => object): Promise<Reply> =>
  clientOf(world, 'ben').request('openim_msg_ext_http_svc.set_key_values', body(world));
const refused = (title: string, body: (world: World) => object): WireCase => ({
  title,
  given: extensible,
  body,
  error: 'GroupParameterNotValid',
});

export const unreachable: Unreachable = {
  ExtensionRateExceeded: 'it takes 200 changes in one minute; test/storage/extensions.test.ts makes them',
  MessageExtensionsOff:
    'the setting is on in the application of the cases; test/storage/extensions.test.ts switches it off',
};

export const cases: readonly WireCase[] = [
  {
    title: 'sets keys, numbers them, and tells the clients of both',
    given: extensible,
    body: set(pair('ben', 'yes'), pair('eve', 'no')),
    reply: { ExtensionList: [result('ben', 'yes', 1), result('eve', 'no', 2)] },
    after: async world => {
      const info = {
        From_Account: world.name('ana'),
        To_Account: world.name('ben'),
        MsgSeq: 71,
        MsgRandom: 55,
        MsgTime: world.kept<Reply>('dinner?').MsgTime,
      };
      expect(await told(world)).toMatchObject({
        TinyId: expect.stringMatching(/^\d+$/),
        ExtensionC2cMsgInfo: info,
        MsgOptType: 1,
        SetKVInfo: [{ MsgKeyValue: [pair('ben', 'yes', 1), pair('eve', 'no', 2)] }],
      });
      expect(await told(world)).not.toHaveProperty('MsgLastSeq');
    },
  },
  {
    title: 'deletes keys, which keep a number',
    given: async world => {
      await extensible(world);
      await sets(world, pair('ben', 'yes'), pair('eve', 'no'));
      clientOf(world, 'ben').pushes.length = 0;
    },
    body: remove(pair('ben', '', 1)),
    reply: { ExtensionList: [result('ben', '', 3)] },
    after: async world =>
      expect(await told(world)).toMatchObject({
        MsgOptType: 2,
        DeleteKVInfo: [{ MsgKeyValue: [pair('ben', '', 3)] }],
      }),
  },
  {
    title: 'clears every key',
    given: async world => {
      await extensible(world);
      await sets(world, pair('ben', 'yes'), pair('eve', 'no'));
      clientOf(world, 'ben').pushes.length = 0;
    },
    body: clear,
    reply: { ExtensionList: [] },
    after: async world =>
      expect(await told(world)).toMatchObject({ MsgOptType: 3, ClearKVInfo: [{ ClearMsgSeq: 2 }] }),
  },
  {
    title: 'may be sent again, and is told again, because the first attempt may have ended before',
    given: async world => {
      await extensible(world);
      await sets(world, pair('ben', 'yes'));
      clientOf(world, 'ben').pushes.length = 0;
    },
    body: set(pair('ben', 'yes')),
    reply: { ExtensionList: [result('ben', 'yes', 1)] },
    after: async world =>
      expect(await told(world)).toMatchObject({ SetKVInfo: [{ MsgKeyValue: [pair('ben', 'yes', 1)] }] }),
  },
  {
    title: 'replaces what an administrator does not know',
    given: async world => {
      await extensible(world);
      await sets(world, pair('ben', 'yes'));
    },
    body: set(pair('ben', 'no')),
    reply: { ExtensionList: [result('ben', 'no', 2)] },
  },
  {
    title: 'shows a client that did not know a key what it holds, and sets the others',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: async world => {
      await logsIn(world, 'ben');
      await sends(world, 'me', 'ben', 'dinner?', { SupportMessageExtension: 1 });
      await asBen(world, world => ({ ...set(pair('a', 'ben'))(world), From_Account: world.name('me') }));
    },
    body: world => ({
      ...set(pair('a', 'me'), pair('b', 'me'))(world),
      From_Account: world.name('me'),
    }),
    reply: { ExtensionList: [result('a', 'ben', 1, 23_001), result('b', 'me', 2)] },
  },
  {
    title: 'takes the number of a key from a client',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: async world => {
      await logsIn(world, 'ben');
      await sends(world, 'me', 'ben', 'dinner?', { SupportMessageExtension: 1 });
      await asBen(world, world => ({ ...set(pair('a', 'ben'))(world), From_Account: world.name('me') }));
    },
    body: world => ({ ...set(pair('a', 'me', 1))(world), From_Account: undefined }),
    reply: { ExtensionList: [result('a', 'me', 2)] },
  },
  {
    title: 'is for messages that were sent for it',
    given: async world => {
      await world.account('ana');
      await logsIn(world, 'ben');
      await sends(world, 'ana', 'ben', 'dinner?');
    },
    body: set(pair('ben', 'yes')),
    error: 'ExtensionsNotSupported',
  },
  {
    title: 'needs a message',
    given: extensible,
    body: thatMessage({ MsgKey: '1_2_3', OperateType: 1, ExtensionList: [pair('a', 'b')] }),
    error: 'ExtendedMessageNotFound',
  },
  {
    title: 'does not find what was recalled',
    given: async world => {
      await extensible(world);
      await world.admin('openim.admin_msgwithdraw', thatMessage()(world));
    },
    body: set(pair('ben', 'yes')),
    error: 'ExtendedMessageNotFound',
  },
  {
    title: 'does not find for a client what it has deleted',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: async world => {
      await world.account('ana');
      const { MsgKey } = await sends(world, 'ana', 'me', 'dinner?', { SupportMessageExtension: 1 });
      const sides = { Operator_Account: world.name('me'), Peer_Account: world.name('ana') };
      await world.admin('openim.delete_c2c_msg_ramble', { ...sides, MsgKeyList: [MsgKey] });
    },
    body: world => ({ ...set(pair('a', 'b'))(world), To_Account: world.name('me') }),
    error: 'ExtendedMessageNotFound',
  },
  {
    title: 'is not for a third person',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: extensible,
    body: set(pair('ben', 'yes')),
    error: 'GroupParameterNotValid',
  },
  refused('needs to know what to do', thatMessage({ ExtensionList: [pair('a', 'b')] })),
  refused('needs keys to set', set()),
  refused('needs keys to delete', thatMessage({ OperateType: 2 })),
  refused('takes 20 keys at most', set(...Array.from({ length: 21 }, (_, i) => pair(`key${i}`, 'v')))),
  refused('takes a key once', set(pair('a', '1'), pair('a', '2'))),
  refused('takes a key of 100 bytes at most', set(pair('x'.repeat(101), 'v'))),
  refused('takes a value of 1000 bytes at most', set(pair('a', 'ü'.repeat(501)))),
  refused('needs a value to set', set(pair('a', ''))),
  refused('needs a receiver', thatMessage({ To_Account: 7, OperateType: 3 })),
  refused('needs a MsgKey', thatMessage({ MsgKey: 'x', OperateType: 3 })),
  {
    title: 'takes 20 keys of 100 bytes and values of 1000',
    given: extensible,
    body: set(...Array.from({ length: 20 }, (_, i) => pair(String(i).padStart(100, 'k'), 'ü'.repeat(500)))),
    reply: (_, { ExtensionList }) => expect(ExtensionList).toHaveLength(20),
  },
];

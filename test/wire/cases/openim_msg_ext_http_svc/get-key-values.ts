import { extensible, pair, sets, thatMessage } from '../../extensions.ts';
import { accounts, sends } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const removes = (world: World, ...ExtensionList: readonly object[]) =>
  world.admin(
    'openim_msg_ext_http_svc.set_key_values',
    thatMessage({ OperateType: 2, ExtensionList })(world),
  );

export const unreachable: Unreachable = {
  MessageExtensionsOff:
    'the setting is on in the application of the cases; test/storage/extensions.test.ts switches it off',
};

export const cases: readonly WireCase[] = [
  {
    title: 'has every key by its number, deleted ones with an empty value',
    given: async world => {
      await extensible(world);
      await sets(world, pair('a', '1'), pair('b', '2'));
      await sets(world, pair('a', '3'));
      await removes(world, pair('b', ''));
    },
    body: thatMessage(),
    reply: {
      CompleteFlag: 1,
      LatestSeq: 4,
      ClearSeq: 0,
      ExtensionList: [pair('a', '3', 3), pair('b', '', 4)],
    },
  },
  {
    title: 'begins at a number',
    given: async world => {
      await extensible(world);
      await sets(world, pair('a', '1'), pair('b', '2'));
    },
    body: thatMessage({ StartSeq: 2 }),
    reply: (_, { ExtensionList }) => expect(ExtensionList).toEqual([pair('b', '2', 2)]),
  },
  {
    title: 'begins at a number as clients spell it',
    given: async world => {
      await extensible(world);
      await sets(world, pair('a', '1'), pair('b', '2'));
    },
    body: thatMessage({ startSeq: 2 }),
    reply: (_, { ExtensionList }) => expect(ExtensionList).toEqual([pair('b', '2', 2)]),
  },
  {
    title: 'says up to which number keys were cleared',
    given: async world => {
      await extensible(world);
      await sets(world, pair('a', '1'), pair('b', '2'));
      await world.admin('openim_msg_ext_http_svc.set_key_values', thatMessage({ OperateType: 3 })(world));
      await sets(world, pair('c', '3'));
    },
    body: thatMessage(),
    reply: { CompleteFlag: 1, LatestSeq: 3, ClearSeq: 2, ExtensionList: [pair('c', '3', 3)] },
  },
  {
    title: 'has 200 keys at most, and says where to go on',
    given: async world => {
      await extensible(world);
      for (let i = 0; i < 220; i += 20)
        await sets(world, ...Array.from({ length: 20 }, (_, j) => pair(`key${i + j}`, 'v')));
    },
    body: thatMessage(),
    reply: (_, { ExtensionList, CompleteFlag, LatestSeq }) => {
      expect(ExtensionList).toHaveLength(200);
      expect((ExtensionList as { Seq: number }[]).at(-1)?.Seq).toBe(200);
      expect([CompleteFlag, LatestSeq]).toEqual([0, 220]);
    },
  },
  {
    title: 'is empty for a message that was not sent for it',
    given: async world => {
      await accounts('ana', 'ben')(world);
      await sends(world, 'ana', 'ben', 'dinner?');
    },
    body: thatMessage(),
    reply: { CompleteFlag: 1, LatestSeq: 0, ClearSeq: 0, ExtensionList: [] },
  },
  {
    title: 'needs a message',
    given: extensible,
    body: thatMessage({ MsgKey: '1_2_3' }),
    error: 'ExtendedMessageNotFound',
  },
  {
    title: 'is not for a third person',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: extensible,
    body: thatMessage(),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'needs a number to begin at',
    given: extensible,
    body: thatMessage({ StartSeq: -1 }),
    error: 'GroupParameterNotValid',
  },
];

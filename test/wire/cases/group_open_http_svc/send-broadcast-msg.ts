import { nextSecond } from '../../../support/eventually.ts';
import type { SocketClient } from '../../../support/socket-client.ts';
import { textBody } from '../../messages.ts';
import { roomId, roomWith } from '../../rooms.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const said = { Random: 77, MsgBody: textBody('to all rooms') };

const broadcastAt = async (world: World, short: string) => {
  const client = world.kept<SocketClient>(short);
  const event = await client.push(
    ({ Event, GroupMsgArray }) => Event === 3 && JSON.stringify(GroupMsgArray).includes('to all rooms'),
  );
  return (event.GroupMsgArray as object[])[0];
};

export const cases: readonly WireCase[] = [
  {
    title: 'is heard in every live room',
    given: async world => {
      await roomWith('ben', 'cho')(world);
      await nextSecond();
    },
    body: said,
    reply: { MsgSeq: expect.any(Number) },
    volatile: ['MsgSeq'],
    after: async (world, { MsgSeq }) => {
      for (const short of ['ben', 'cho']) {
        expect(await broadcastAt(world, short)).toMatchObject({
          From_Account: world.administrator,
          ToGroupId: roomId(world),
          MsgSeq,
          MsgBody: said.MsgBody,
        });
      }
    },
  },
  {
    title: 'has one number however often it is sent',
    given: async world => {
      await nextSecond();
      const sender = await world.account('ana');
      world.keep(
        'first',
        await world.admin('group_open_http_svc.send_broadcast_msg', { ...said, From_Account: sender }),
      );
      await nextSecond();
    },
    body: world => ({ ...said, From_Account: world.name('ana') }),
    reply: (world, { MsgSeq }) => expect(MsgSeq).toBe(world.kept<{ MsgSeq: number }>('first').MsgSeq),
    volatile: ['MsgSeq'],
  },
  {
    title: 'needs a sender that exists',
    body: world => ({ ...said, From_Account: world.name('nobody') }),
    error: 'GroupOperatorNotValid',
  },
  {
    title: 'is no longer than 12 KB',
    body: { ...said, MsgBody: textBody('x'.repeat(12_500)) },
    error: 'GroupMessageTooLong',
  },
  {
    title: 'is refused where broadcasts are switched off',
    settings: { broadcastsPerSecond: 0 },
    body: said,
    error: 'GroupNotPermitted',
  },
  { title: 'needs a body', body: { Random: 1 }, error: 'GroupParameterNotValid' },
];

export const unreachable: Unreachable = {
  GroupMessageRateExceeded:
    'two that come within one second cannot be promised here; test/storage/rooms.test.ts',
};

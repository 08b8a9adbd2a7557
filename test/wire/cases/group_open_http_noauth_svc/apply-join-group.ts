import type { SocketClient } from '../../../support/socket-client.ts';
import { groupMessage } from '../../group-messages.ts';
import { textBody } from '../../messages.ts';
import { aboutRoom, enters, onlineIn, room, roomId, roomRefusals } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

const asGuest = {
  as: 'nobody',
  head: (world: { sdkAppId: number }) => ({ sdkappid: world.sdkAppId, identifier: '', usersig: '' }),
} as const;

export const cases: readonly WireCase[] = [
  {
    ...asGuest,
    title: 'lets somebody listen who is not logged in',
    given: room(),
    body: aboutRoom({ WebPushFlag: 1 }),
    reply: { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 1, LongPollingKey: expect.any(String) },
    volatile: ['LongPollingKey'],
    after: async world => expect(await onlineIn(world)).toBe(1),
  },
  {
    ...asGuest,
    title: 'brings the room to a guest, who can say nothing',
    given: async world => {
      await room()(world);
      const guest = await world.connect();
      guest.head = { sdkappid: world.sdkAppId, identifier: '', usersig: '' };
      await guest.request('group_open_http_noauth_svc.apply_join_group', aboutRoom()(world));
      world.keep('guest', guest);
      await enters(world, 'ben');
    },
    body: aboutRoom(),
    volatile: ['LongPollingKey'],
    after: async world => {
      const guest = world.kept<SocketClient>('guest');
      const message = { GroupId: roomId(world), Random: 1, MsgBody: textBody('hello guests') };
      await world.kept<SocketClient>('ben').request('group_open_http_svc.send_group_msg', message);
      expect(await groupMessage(guest, 'hello guests')).toMatchObject({ From_Account: world.name('ben') });
      expect(await guest.request('group_open_http_svc.send_group_msg', message)).toMatchObject({
        ActionStatus: 'FAIL',
      });
    },
  },
  ...roomRefusals().map((one): WireCase => ({ ...asGuest, ...one })),
  { ...asGuest, title: 'needs a group', body: {}, error: 'GroupParameterNotValid' },
];

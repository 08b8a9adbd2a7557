import type { SocketClient } from '../../../support/socket-client.ts';
import { noticeAt, tipAt } from '../../groups.ts';
import { textBody } from '../../messages.ts';
import { aboutRoom, onlineIn, room, roomId, roomRefusals, roomWith } from '../../rooms.ts';
import type { WireCase, World } from '../../wire-case.ts';

const bans =
  (...shorts: readonly string[]) =>
  (world: World) => ({
    Members_Account: shorts.map(short => world.name(short)),
    Duration: 600,
    Description: 'rude',
  });

export const cases: readonly WireCase[] = [
  {
    title: 'puts a member out, tells it and the room, and lets it neither in nor speak',
    given: roomWith('ben', 'cho'),
    body: aboutRoom(bans('cho')),
    after: async world => {
      const cho = world.kept<SocketClient>('cho');
      expect(await noticeAt(cho, 4)).toMatchObject({ RemarkInfo: 'rude' });
      expect(await onlineIn(world)).toBe(1);
      const GroupId = roomId(world);
      expect(await cho.request('group_open_http_svc.apply_join_group', { GroupId })).toMatchObject({
        ErrorCode: 10007,
      });
      const message = { GroupId, Random: 1, MsgBody: textBody('let me in') };
      expect(await cho.request('group_open_http_svc.send_group_msg', message)).toMatchObject({
        ErrorCode: 10007,
      });
    },
  },
  {
    title: 'is told to the room where such tips are on',
    settings: { memberProfileTips: ['AVChatRoom'] },
    given: roomWith('ben', 'cho'),
    body: aboutRoom(bans('cho')),
    after: async world =>
      expect(await tipAt(world.kept('ben'), 10)).toMatchObject({ List_Account: [world.name('cho')] }),
  },
  { title: 'keeps out who is not in', given: room(), body: aboutRoom(bans('dee')) },
  { title: 'spares the owner', given: room(), body: aboutRoom(bans('ana')), error: 'GroupNotPermitted' },
  {
    title: 'refuses a client that is nobody in the room',
    as: 'me',
    only: { door: 'socket', reason: 'over REST the administrator calls' },
    given: room(),
    body: aboutRoom(bans('cho')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'takes at most 20 accounts',
    given: room(),
    body: aboutRoom({ Members_Account: Array.from({ length: 21 }, (_, i) => `a${i}`), Duration: 1 }),
    error: 'TooManyGroupAccounts',
  },
  {
    title: 'needs accounts',
    given: room(),
    body: aboutRoom({ Members_Account: [], Duration: 1 }),
    error: 'GroupParameterNotValid',
  },
  ...roomRefusals(bans('cho')),
];

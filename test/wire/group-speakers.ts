import { fromAna, hikers, historyOf, inGroup, toGroup } from './group-messages.ts';
import type { WireCase, World } from './wire-case.ts';

const mute = (world: World, short: string) =>
  world.admin('group_open_http_svc.forbid_send_msg', {
    GroupId: hikers(world),
    Members_Account: [world.name(short)],
    MuteTime: 600,
  });

const muteAll = (world: World) =>
  world.admin('group_open_http_svc.modify_group_base_info', {
    GroupId: hikers(world),
    MuteAllMember: 'On',
  });

/** Who may speak in a group, and who may not. */
export const groupSpeakers: readonly WireCase[] = [
  {
    title: 'lets an administrator of the application speak as itself, without being a member',
    given: inGroup(),
    body: toGroup('maintenance at nine'),
    reply: { MsgSeq: 1 },
    volatile: ['MsgTime'],
    after: async world =>
      expect(await historyOf(world)).toMatchObject([{ From_Account: world.administrator }]),
  },
  {
    title: 'lets the owner speak while everybody else is muted',
    given: async world => {
      await inGroup()(world);
      await muteAll(world);
    },
    body: fromAna('quiet please'),
    volatile: ['MsgTime'],
  },
  {
    title: 'refuses a member while everybody is muted',
    given: async world => {
      await inGroup()(world);
      await muteAll(world);
    },
    body: world => toGroup('but', { From_Account: world.name('ben') })(world),
    error: 'GroupSenderMuted',
  },
  {
    title: 'refuses a muted member',
    given: async world => {
      await inGroup()(world);
      await mute(world, 'ben');
    },
    body: world => toGroup('but', { From_Account: world.name('ben') })(world),
    error: 'GroupSenderMuted',
  },
  {
    title: 'refuses the client of an account that is muted in all groups',
    as: 'me',
    only: { door: 'socket', reason: 'a backend may still speak for it' },
    given: async world => {
      await world.admin('openconfigsvr.setnospeaking', {
        Set_Account: world.name('me'),
        GroupmsgNospeakingTime: 600,
      });
      await inGroup('Public', 'me')(world);
    },
    body: toGroup('but'),
    error: 'GroupSenderMuted',
  },
  {
    title: 'refuses a client that is no member',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup(),
    body: toGroup('let me in'),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a client that is not in the live room',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup('AVChatRoom'),
    body: toGroup('let me in'),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a client that speaks for another',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup('Public', 'me'),
    body: fromAna('I am ana'),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a sender that does not exist',
    given: inGroup(),
    body: world => toGroup('boo', { From_Account: world.name('ghost') })(world),
    error: 'GroupOperatorNotValid',
  },
];

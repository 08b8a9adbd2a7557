import { befriend, blocks } from './blocks.ts';
import { historyOf, peersOf } from './conversations.ts';
import { accounts, clientOf, isMessage, logsIn, sends, textBody } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

const volatile = ['MsgTime', 'MsgKey', 'MsgId'];
const only = { door: 'socket', reason: 'an administrator writes to anybody' } as const;

const toBen =
  (more: object = {}) =>
  (world: World) => ({
    To_Account: world.name('ben'),
    MsgSeq: 71,
    MsgRandom: 55,
    MsgBody: textBody('hear me'),
    ...more,
  });
const blockedByBen = async (world: World): Promise<void> => {
  await logsIn(world, 'ben');
  await blocks(world, 'ben', 'me');
};
const friendsWithBen = async (world: World): Promise<void> => {
  await world.account('ben');
  await befriend(world, 'me', 'ben');
  await befriend(world, 'ben', 'me');
};
const mutes = (world: World, seconds: object) =>
  world.admin('openconfigsvr.setnospeaking', { Set_Account: world.name('me'), ...seconds });

/** Nothing of it has come to ben: not live, not in the history, not in the list, not as unread. */
const benKnowsNothing = async (world: World): Promise<void> => {
  await sends(world, 'eve', 'ben', 'afterwards');
  const { C2cMsgArray } = await clientOf(world, 'ben').push(isMessage);
  expect(C2cMsgArray).toMatchObject([{ From_Account: world.name('eve') }]);
  expect(await historyOf(world, 'ben', 'me')).toEqual([]);
  expect(await peersOf(world, 'ben')).toEqual([world.name('eve')]);
  const counts = await world.admin('openim.get_c2c_unread_msg_num', { To_Account: world.name('ben') });
  expect(counts).toMatchObject({ AllC2CUnreadMsgNum: 1 });
};

/** What relations and mutes do to a client's message. */
export const relationEffects: readonly WireCase[] = [
  {
    title: 'says "sent" to who is blocked, and keeps the message from the receiver',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await blockedByBen(world);
      await world.account('eve');
    },
    body: toBen(),
    after: async world => {
      expect(await historyOf(world, 'me', 'ben')).toEqual(['hear me']);
      await benKnowsNothing(world);
    },
  },
  {
    title: 'answers a repeat of what was sent before the block, and tells the receiver nothing again',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await logsIn(world, 'ben');
      await world.account('eve');
      await sends(world, 'me', 'ben', 'hear me', { MsgSeq: 71 });
      await clientOf(world, 'ben').push(isMessage);
      clientOf(world, 'ben').pushes.length = 0;
      await blocks(world, 'ben', 'me');
    },
    body: toBen(),
    after: async world => {
      await sends(world, 'eve', 'ben', 'afterwards');
      const { C2cMsgArray } = await clientOf(world, 'ben').push(isMessage);
      expect(C2cMsgArray).toMatchObject([{ From_Account: world.name('eve') }]);
    },
  },
  {
    title: 'keeps a passing message of who is blocked from the receiver too',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await blockedByBen(world);
      await world.account('eve');
    },
    body: toBen({ MsgLifeTime: 0 }),
    after: benKnowsNothing,
  },
  {
    title: 'is heard by who has blocked somebody else, and again when a block has ended',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await blockedByBen(world);
      await world.account('eve');
      await blocks(world, 'ben', 'eve');
      const body = { From_Account: world.name('ben'), To_Account: [world.name('me')] };
      await world.admin('sns.black_list_delete', body);
    },
    body: toBen(),
    after: async world => {
      expect(await clientOf(world, 'ben').push(isMessage)).toMatchObject({
        C2cMsgArray: [{ From_Account: world.name('me') }],
      });
    },
  },
  {
    title: 'lets who has blocked somebody write to them',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await logsIn(world, 'ben');
      await blocks(world, 'me', 'ben');
    },
    body: toBen(),
    after: world => clientOf(world, 'ben').push(isMessage),
  },
  {
    title: 'refuses who is blocked, when the application says so',
    settings: { blockedSeesSuccess: false },
    as: 'me',
    only,
    given: blockedByBen,
    body: toBen(),
    error: 'BlockedByReceiver',
    after: async world => expect(await historyOf(world, 'me', 'ben')).toEqual([]),
  },
  {
    title: 'refuses a stranger where only friends write',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    given: world => world.account('ben'),
    body: toBen(),
    error: 'NotFriends',
  },
  {
    title: 'refuses who is not in the list of the receiver where only friends write',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    given: async world => {
      await world.account('ben');
      await befriend(world, 'me', 'ben');
    },
    body: toBen(),
    error: 'NotFriendOfReceiver',
  },
  {
    title: 'refuses who does not have the receiver in its list where only friends write',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    given: async world => {
      await world.account('ben');
      await befriend(world, 'ben', 'me');
    },
    body: toBen(),
    error: 'NotFriendOfSender',
  },
  {
    title: 'lets friends write where only friends write',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    volatile,
    given: friendsWithBen,
    body: toBen(),
  },
  {
    title: 'refuses a friend where only friends write as soon as a block has ended the friendship',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    given: async world => {
      await friendsWithBen(world);
      await blocks(world, 'ben', 'me');
    },
    body: toBen(),
    error: 'NotFriends',
  },
  {
    title: 'lets everybody write to oneself where only friends write',
    settings: { friendsOnly: true },
    as: 'me',
    only,
    volatile,
    body: world => toBen({ To_Account: world.name('me') })(world),
  },
  {
    title: 'refuses who is muted',
    as: 'me',
    only,
    given: async world => {
      await world.account('ben');
      await mutes(world, { C2CmsgNospeakingTime: 600 });
    },
    body: toBen(),
    error: 'SenderMuted',
  },
  {
    title: 'takes messages of who is muted in groups only',
    as: 'me',
    only,
    volatile,
    given: async world => {
      await world.account('ben');
      await mutes(world, { GroupmsgNospeakingTime: 600 });
    },
    body: toBen(),
  },
  {
    title: 'lets an administrator write for who is muted and blocked',
    given: async world => {
      await accounts('me')(world);
      await blockedByBen(world);
      await mutes(world, { C2CmsgNospeakingTime: 600 });
    },
    body: world => ({ From_Account: world.name('me'), ...toBen()(world) }),
    volatile,
    after: world => clientOf(world, 'ben').push(isMessage),
  },
];

import { hikers, inGroup, says, textsOf } from '../../group-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const of =
  (Seqs: readonly (number | string)[], more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), Seqs, ...more });

const talk = async (world: World) => {
  await inGroup('Public', 'me')(world);
  for (const text of ['one', 'two']) await says(world, 'ana', text);
};

export const cases: readonly WireCase[] = [
  {
    title: 'takes messages out of the history of the caller alone',
    as: 'me',
    only: { door: 'socket', reason: 'it acts for its caller' },
    given: talk,
    body: world => of(['1'], { Deleter_Account: world.name('me') })(world),
    after: async world => {
      const me = await world.login(world.name('me'));
      const body = { GroupId: hikers(world), ReqMsgNumber: 20 };
      const reply = await me.request('group_open_http_svc.group_msg_get', body);
      expect(reply.RspMsgList).toMatchObject([
        { MsgSeq: 2, IsPlaceMsg: 0 },
        { MsgSeq: 1, IsPlaceMsg: 1 },
      ]);
      expect(await textsOf(world)).toEqual(['two', 'one']);
    },
  },
  { title: 'takes numbers as numbers too', given: talk, body: of([1, 2]) },
  { title: 'needs a message', given: talk, body: of([7]), error: 'GroupMessagesNotFound' },
  {
    title: 'takes no more than 50 at once',
    given: talk,
    body: of(Array.from({ length: 51 }, (_, i) => i + 1)),
    error: 'GroupDeletionTooWide',
  },
  { title: 'needs numbers', given: talk, body: of(['first']), error: 'GroupParameterNotValid' },
  {
    title: 'is not for live rooms, which keep nothing',
    given: inGroup('AVChatRoom'),
    body: of([1]),
    error: 'GroupTypeWithoutDeletion',
  },
  {
    title: 'is for members',
    as: 'me',
    only: { door: 'socket', reason: 'over REST every caller is an administrator' },
    given: inGroup(),
    body: of([1]),
    error: 'GroupNotPermitted',
  },
  { title: 'needs an id that a group can have', body: of([1], { GroupId: 'ñ' }), error: 'GroupIdNotValid' },
  { title: 'needs a group', body: of([1]), error: 'GroupNotFound' },
  {
    title: 'knows no topics',
    settings: { communities: false },
    given: talk,
    body: of([1], { TopicId: 't' }),
    error: 'CommunityOff',
  },
];

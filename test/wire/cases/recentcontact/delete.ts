import {
  anaAndBen,
  historyOf,
  inGroup,
  peersOf,
  refusals,
  withPeer,
  withPhone,
} from '../../conversations.ts';
import { groupsOf, hikers, hikersTalk, says } from '../../group-messages.ts';
import { accounts, actsForItsCaller, clientOf, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const deletes = (world: World, short: string, more: object = {}) => ({
  From_Account: world.name(short),
  ...withPeer(world, 'ben'),
  ...more,
});

export const cases: readonly WireCase[] = [
  {
    title: 'takes a conversation out of one list and leaves the history',
    given: anaAndBen,
    body: world => deletes(world, 'ana'),
    reply: { ErrorDisplay: '' },
    after: async world => {
      expect(await peersOf(world, 'ana')).toEqual([]);
      expect(await historyOf(world, 'ana', 'ben')).toEqual(['one']);
      expect(await peersOf(world, 'ben')).toEqual([world.name('ana')]);
    },
  },
  {
    title: 'takes the history along for this side only; a new message brings the conversation back alone',
    given: anaAndBen,
    body: world => deletes(world, 'ana', { ClearRamble: 1 }),
    after: async world => {
      expect(await historyOf(world, 'ana', 'ben')).toEqual([]);
      await sends(world, 'ben', 'ana', 'two', { MsgSeq: 2 });
      expect(await peersOf(world, 'ana')).toEqual([world.name('ben')]);
      expect(await historyOf(world, 'ana', 'ben')).toEqual(['two']);
      expect(await historyOf(world, 'ben', 'ana')).toEqual(['one', 'two']);
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await accounts('ben')(world);
      await withPhone(world);
      await sends(world, 'ben', 'me', 'one');
    },
    body: world => deletes(world, 'me'),
    after: async world => {
      const event = await clientOf(world, 'phone').push(({ Event }) => Event === 8);
      const RecentContactList = [{ Type: 1, UserId: world.name('ben') }];
      expect(event).toMatchObject({
        RecentContactMod: [{ PushType: 1, RecentContactDeleteItem: { RecentContactList } }],
      });
    },
  },
  { title: 'is fine where there is none', given: accounts('ana'), body: world => deletes(world, 'ana') },
  {
    title: 'is fine where there is no such group',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), Type: 2, ToGroupid: inGroup.ToGroupId }),
  },
  {
    title: 'takes a group out of the list, until somebody says something in it',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ana', 'one');
    },
    body: world => ({ From_Account: world.name('ben'), Type: 2, ToGroupid: hikers(world) }),
    after: async world => {
      expect(await groupsOf(world, 'ben')).toEqual([]);
      expect(await groupsOf(world, 'ana')).toHaveLength(1);
      await says(world, 'ana', 'two');
      expect(await groupsOf(world, 'ben')).toMatchObject([{ GroupId: hikers(world), UnreadMsgCount: 1 }]);
    },
  },
  {
    title: 'takes the history of a group away as well',
    as: 'me',
    only: { door: 'socket', reason: 'it looks at what its caller sees' },
    given: async world => {
      await hikersTalk(world, 'me');
      await says(world, 'ana', 'one');
    },
    body: world => ({
      From_Account: world.name('me'),
      Type: 2,
      ToGroupid: hikers(world),
      ClearRamble: 1,
    }),
    after: async world => {
      await says(world, 'ana', 'two');
      const me = await world.login(world.name('me'));
      const body = { GroupId: hikers(world), ReqMsgNumber: 20 };
      const reply = await me.request('group_open_http_svc.group_msg_get', body);
      expect(reply.RspMsgList).toMatchObject([{ MsgSeq: 2 }]);
    },
  },
  {
    title: 'needs to know which group',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), Type: 2 }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'needs to know with whom',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), Type: 1 }),
    error: 'ConversationParameterNotValid',
  },
  ...refusals(deletes),
];

import { anaAndBen, historyOf, inGroup, listOf, refusals, withPeer, withPhone } from '../../conversations.ts';
import { groupsOf, hikers, hikersTalk, says } from '../../group-messages.ts';
import { accounts, actsForItsCaller, clientOf, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const clears = (world: World, short: string) => ({
  From_Account: world.name(short),
  ...withPeer(world, 'ben'),
});

export const cases: readonly WireCase[] = [
  {
    title: 'empties a conversation for one side and leaves it in the list',
    given: anaAndBen,
    body: world => clears(world, 'ana'),
    after: async world => {
      const [item] = await listOf(world, 'ana');
      expect(item).toMatchObject({ To_Account: world.name('ben'), MsgTime: expect.any(Number) });
      expect(item).not.toHaveProperty('LastMsg');
      expect(await historyOf(world, 'ana', 'ben')).toEqual([]);
      expect(await historyOf(world, 'ben', 'ana')).toEqual(['one']);
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await withPhone(world);
      await world.account('ben');
      await sends(world, 'ben', 'me', 'one');
    },
    body: world => clears(world, 'me'),
    after: async world => {
      expect(await clientOf(world, 'phone').push(({ Event }) => Event === 8)).toMatchObject({
        RecentContactMod: [
          { RecentContactClearItem: { RecentContactList: [{ UserId: world.name('ben') }] } },
        ],
      });
    },
  },
  { title: 'is fine where there is none', given: accounts('ana'), body: world => clears(world, 'ana') },
  {
    title: 'is fine where there is no such group',
    given: accounts('ana'),
    body: world => ({ From_Account: world.name('ana'), ...inGroup }),
  },
  {
    title: 'empties the conversation with a group, which stays in the list',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ben', 'one');
    },
    body: world => ({ From_Account: world.name('ana'), Type: 2, ToGroupid: hikers(world) }),
    after: async world => {
      const [group] = await groupsOf(world, 'ana');
      expect(group).toMatchObject({ ToAccount: hikers(world), UnreadMsgCount: 0 });
      expect(group).not.toHaveProperty('LastMsg');
    },
  },
  {
    title: 'needs to know with whom',
    body: world => ({ From_Account: world.name('ana') }),
    error: 'ConversationParameterNotValid',
  },
  ...refusals(clears),
];

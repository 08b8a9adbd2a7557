import { befriends, friendsOf, groupsOf } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { Unreachable, WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'deletes groups; the friends stay, and a new group of that name is empty',
    given: async world => {
      await befriends('ana')(world);
      await world.admin('sns.group_add', {
        From_Account: world.name('me'),
        GroupName: ['Work', 'Gym'],
        To_Account: [world.name('ana')],
      });
    },
    body: world => ({ From_Account: world.name('me'), GroupName: ['Work'] }),
    reply: { ErrorDisplay: '' },
    after: async world => {
      expect(await friendsOf(world, 'me')).toMatchObject({
        [world.name('ana')]: { Tag_SNS_IM_Group: ['Gym'] },
      });
      await world.admin('sns.group_add', { From_Account: world.name('me'), GroupName: ['Work'] });
      expect(await groupsOf(world, 'me')).toMatchObject([
        { GroupName: 'Gym', FriendNumber: 1 },
        { GroupName: 'Work', FriendNumber: 0 },
      ]);
    },
  },
  {
    title: 'is done when there is none',
    given: accounts('me'),
    body: world => ({ From_Account: world.name('me'), GroupName: ['Work'] }),
    reply: { CurrentSequence: 0 },
  },
  {
    title: 'is refused for an account that does not exist',
    body: world => ({ From_Account: world.name('me'), GroupName: ['Work'] }),
    error: 'RelationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => ({ From_Account: world.administrator, GroupName: ['Work'] }),
    only: actsForItsCaller,
    error: 'RelationAdminRequired',
  },
];

export const unreachable: Unreachable = {
  RelationConflict: 'only when others change the groups five times in a row',
};

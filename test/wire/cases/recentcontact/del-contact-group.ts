import { refusals, withPeer, withPhone } from '../../conversations.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const deletes = (world: World, short: string) => ({
  From_Account: world.name(short),
  GroupName: ['work'],
});
const makes = (world: World, short: string, GroupName = 'work') =>
  world.admin('recentcontact.create_contact_group', {
    From_Account: world.name(short),
    GroupContactItem: [{ GroupName, ContactItem: [withPeer(world, 'ben')] }],
  });

export const cases: readonly WireCase[] = [
  {
    title: 'deletes a group; a new one of that name is another and empty',
    given: async world => {
      await accounts('ana')(world);
      await makes(world, 'ana');
    },
    body: world => deletes(world, 'ana'),
    reply: { GroupItem: [{ GroupName: 'work', GroupId: 1 }] },
    after: async world => {
      const From_Account = world.name('ana');
      const read = () => world.admin('recentcontact.get_contact_group', { From_Account, StartIndex: 0 });
      expect(await read()).toMatchObject({ ContactItem: [], GroupItem: [] });
      await world.admin('recentcontact.create_contact_group', {
        From_Account,
        GroupContactItem: [{ GroupName: 'work', ContactItem: [] }],
      });
      expect(await read()).toMatchObject({ ContactItem: [], GroupItem: [{ GroupName: 'work', GroupId: 2 }] });
    },
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await makes(world, 'me');
      await withPhone(world);
    },
    body: world => deletes(world, 'me'),
    after: async world => {
      const RecentContactDelContactGroup = { MsgGroupItem: [{ GroupName: 'work', GroupId: 1 }] };
      expect(await clientOf(world, 'phone').push(({ Event }) => Event === 8)).toMatchObject({
        RecentContactMod: [{ PushType: 6, RecentContactDelContactGroup }],
      });
    },
  },
  {
    title: 'finds no group of another name',
    given: accounts('ana'),
    body: world => deletes(world, 'ana'),
    error: 'ContactGroupNotFound',
  },
  {
    title: 'takes one name',
    given: accounts('ana'),
    body: world => ({ ...deletes(world, 'ana'), GroupName: ['work', 'family'] }),
    error: 'ConversationParameterNotValid',
  },
  ...refusals(deletes),
];

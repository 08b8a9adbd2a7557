import { batch, relationRefusals } from '../../blocks.ts';
import { withPhone } from '../../conversations.ts';
import { befriends, isRelationPush, relation, result } from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const deletes =
  (DeleteType: string | undefined, ...shorts: readonly string[]) =>
  (world: World) => ({ ...batch(...shorts)(world), ...(DeleteType && { DeleteType }) });

export const cases: readonly WireCase[] = [
  {
    title: 'deletes a friend from one list unless more is wanted',
    given: befriends('ana'),
    body: deletes(undefined, 'ana'),
    reply: { ResultItem: [result('ana')], ErrorDisplay: '' },
    after: async world => expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_BWithA'),
  },
  {
    title: 'deletes both from each other’s list',
    given: befriends('ana'),
    body: deletes('Delete_Type_Both', 'ana'),
    after: async world => expect(await relation(world, 'me', 'ana')).toBe('CheckResult_Type_NoRelation'),
  },
  {
    title: 'answers each account for itself',
    given: async world => {
      await befriends('ana', 'ben')(world);
      await accounts('stranger')(world);
    },
    body: deletes('Delete_Type_Both', 'ana', 'stranger', 'ghost', 'me', 'ben'),
    reply: {
      ResultItem: [
        result('ana'),
        result('stranger', 'NoFriendToDelete'),
        result('ghost', 'NoFriendToDelete'),
        result('me', 'NoFriendToDelete'),
        result('ben'),
      ],
      Fail_Account: ['stranger', 'ghost', 'me'],
    },
  },
  {
    title: 'tells the clients of both',
    as: 'me',
    only: actsForItsCaller,
    given: async world => {
      await logsIn(world, 'ana');
      await befriends('ana')(world);
      await withPhone(world);
    },
    body: deletes('Delete_Type_Both', 'ana'),
    after: async world => {
      const gone = (event: object) => JSON.stringify(event).includes('FriendDel_Account');
      expect(await clientOf(world, 'ana').push(gone)).toMatchObject({
        FriendListMod: [{ FriendDel_Account: [world.name('me')] }],
      });
      expect(await clientOf(world, 'phone').push(isRelationPush)).toMatchObject({
        FriendListMod: [{ FriendDel_Account: [world.name('ana')] }],
      });
    },
  },
  ...relationRefusals(),
];

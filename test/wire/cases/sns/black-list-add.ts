import type { SocketClient } from '../../../support/socket-client.ts';
import { batch, befriend, blockedBy, blocks, relationRefusals, result } from '../../blocks.ts';
import { withPhone } from '../../conversations.ts';
import { accounts, clientOf, logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const isBlockNotice = (event: object): boolean => 'FriendListMod' in event;

export const cases: readonly WireCase[] = [
  {
    title: 'blocks several, and the list shows them in order',
    as: 'me',
    given: accounts('zoe', 'ana'),
    body: batch('zoe', 'ana'),
    reply: { ResultItem: [result('zoe'), result('ana')], ErrorDisplay: '' },
    after: async (world, reply) => {
      expect(reply).not.toHaveProperty('Fail_Account');
      expect(await blockedBy(world, 'me')).toEqual([world.name('zoe'), world.name('ana')]);
    },
  },
  {
    title:
      'answers each for itself: one is blocked already, one is oneself, one is unknown, one is no name at all',
    as: 'me',
    given: async world => {
      await accounts('ana', 'ben')(world);
      await blocks(world, 'me', 'ana');
    },
    body: world => {
      const named = batch('ana', 'me', 'ghost', 'ben')(world);
      return { ...named, To_Account: [...named.To_Account, ''] };
    },
    reply: {
      ResultItem: [
        { ...result('ana', 30001), ResultInfo: 'Err_SNS_BlackListAdd_Already_Exist' },
        result('me', 30001),
        result('ghost', 30003),
        result('ben'),
        result('', 30001),
      ],
      Fail_Account: ['ana', 'me', 'ghost', ''],
    },
  },
  {
    title: 'names who comes twice once',
    as: 'me',
    given: accounts('ana'),
    body: batch('ana', 'ana'),
    reply: { ResultItem: [result('ana')] },
  },
  {
    title: 'tells the clients of the account, the one that calls included',
    as: 'me',
    given: async world => {
      await accounts('ana')(world);
      await withPhone(world);
    },
    body: batch('ana'),
    after: async world => {
      const phone = world.kept<SocketClient>('phone');
      expect(await phone.push(isBlockNotice)).toMatchObject({
        FriendListMod: [{ BlackListAdd_Account: [world.name('ana')] }],
      });
    },
  },
  {
    title: 'ends the friendship, tells both of it, and takes their requests away',
    as: 'me',
    given: async world => {
      await logsIn(world, 'ana');
      await withPhone(world);
      await befriend(world, 'me', 'ana');
      await befriend(world, 'ana', 'me');
    },
    body: batch('ana'),
    after: async world => {
      const check = {
        From_Account: world.name('me'),
        To_Account: [world.name('ana')],
        CheckType: 'CheckResult_Type_Both',
      };
      const { InfoItem } = await world.admin('sns.friend_check', check);
      expect(InfoItem).toMatchObject([{ Relation: 'CheckResult_Type_NoRelation' }]);
      const deleted = (name: string) => (event: object) =>
        JSON.stringify(event).includes(`"FriendDel_Account":["${name}"]`);
      await world.kept<SocketClient>('phone').push(deleted(world.name('ana')));
      await clientOf(world, 'ana').push(deleted(world.name('me')));
    },
  },
  ...relationRefusals(),
];

import { historyOf, inGroup, peersOf, refusals, withPeer } from '../../conversations.ts';
import { groupsOf, hikers, hikersTalk, says } from '../../group-messages.ts';
import { accounts, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ Type: 1, To_Account: `peer${i}` }));
const deletes = (world: World, short: string, more: object = {}) => ({
  From_Account: world.name(short),
  ContactItem: [withPeer(world, 'ben'), withPeer(world, 'eve')],
  ClearRamble: 1,
  ...more,
});

export const cases: readonly WireCase[] = [
  {
    title: 'takes conversations out of one list with their history',
    given: async world => {
      await accounts('ana', 'ben', 'eve', 'zed')(world);
      for (const [i, short] of ['ben', 'eve', 'zed'].entries()) {
        await sends(world, short, 'ana', `from ${short}`, { MsgSeq: i });
      }
    },
    body: world => deletes(world, 'ana'),
    reply: {
      ResultItem: [
        { Type: 1, To_Account: 'ben', ResultCode: 0, ResultInfo: '' },
        { Type: 1, To_Account: 'eve', ResultCode: 0, ResultInfo: '' },
      ],
    },
    after: async world => {
      expect(await peersOf(world, 'ana')).toEqual([world.name('zed')]);
      expect(await historyOf(world, 'ana', 'ben')).toEqual([]);
      expect(await historyOf(world, 'ben', 'ana')).toEqual(['from ben']);
    },
  },
  {
    title: 'takes 100 at once',
    given: accounts('ana'),
    body: world => deletes(world, 'ana', { ContactItem: many(100) }),
    reply: (_, reply) => expect(reply.ResultItem).toHaveLength(100),
  },
  {
    title: 'takes no more than 100',
    given: accounts('ana'),
    body: world => deletes(world, 'ana', { ContactItem: many(101) }),
    error: 'ConversationParameterNotValid',
  },
  {
    title: 'is fine where there is no such group',
    given: accounts('ana'),
    body: world => deletes(world, 'ana', { ContactItem: [inGroup] }),
    reply: { ResultItem: [{ Type: 2, ToGroupid: inGroup.ToGroupId, ResultCode: 0 }] },
  },
  {
    title: 'takes groups out of the list',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ben', 'one');
    },
    body: world => deletes(world, 'ana', { ContactItem: [{ Type: 2, ToGroupid: hikers(world) }] }),
    reply: { ResultItem: [{ Type: 2, ToGroupid: 'hikers', ResultCode: 0 }] },
    after: async world => expect(await groupsOf(world, 'ana')).toEqual([]),
  },
  ...refusals(deletes),
];

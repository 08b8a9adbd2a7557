import { anaAndBen, listOf, peersOf, refusals, withPeer, withPhone } from '../../conversations.ts';
import { groupsOf, hikers, hikersTalk, says } from '../../group-messages.ts';
import { accounts, actsForItsCaller, clientOf, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const pins = (world: World, short: string, OperationType = 1, peers: readonly string[] = ['ben']) => ({
  From_Account: world.name(short),
  OperationType,
  RecentContactItem: peers.map(peer => withPeer(world, peer)),
});
const many = Array.from({ length: 51 }, (_, i) => `peer${i}`);
const talksToMany = async (world: World) => {
  await accounts('ana', ...many)(world);
  await Promise.all(many.map((peer, MsgSeq) => sends(world, peer, 'ana', peer, { MsgSeq })));
};
const flags = async (world: World) => (await listOf(world, 'ana')).map(item => item.TopFlags);

export const cases: readonly WireCase[] = [
  {
    title: 'keeps a conversation on top of newer ones',
    given: async world => {
      await anaAndBen(world);
      await accounts('eve')(world);
      await sends(world, 'eve', 'ana', 'newer', { MsgSeq: 5 });
    },
    body: world => pins(world, 'ana'),
    after: async world => {
      expect(await flags(world)).toEqual([1, 0]);
      expect(await peersOf(world, 'ana')).toEqual([world.name('ben'), world.name('eve')]);
    },
  },
  {
    title: 'lets it go again',
    given: async world => {
      await anaAndBen(world);
      await world.admin('recentcontact.top', pins(world, 'ana'));
      expect(await flags(world)).toEqual([1]);
    },
    body: world => pins(world, 'ana', 2),
    after: async world => expect(await flags(world)).toEqual([0]),
  },
  {
    title: 'lets go of what is not pinned and not there',
    given: accounts('ana'),
    body: world => pins(world, 'ana', 2),
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
    body: world => pins(world, 'me'),
    after: async world => {
      const event = await clientOf(world, 'phone').push(({ Event }) => Event === 8);
      const RecentContactList = [{ Type: 1, UserId: world.name('ben') }];
      expect(event).toMatchObject({
        RecentContactMod: [{ PushType: 2, RecentContactTopItem: { RecentContactList } }],
      });
    },
  },
  {
    title: 'pins 50',
    given: talksToMany,
    body: world => pins(world, 'ana', 1, many.slice(1)),
    after: async world => expect((await flags(world)).filter(Boolean)).toHaveLength(50),
  },
  {
    title: 'pins no more than 50, and then none',
    given: talksToMany,
    body: world => pins(world, 'ana', 1, many),
    error: 'TooManyPins',
    after: async world => expect((await flags(world)).filter(Boolean)).toHaveLength(0),
  },
  {
    title: 'pins nothing that is not in the list',
    given: accounts('ana', 'ben'),
    body: world => pins(world, 'ana'),
    error: 'ConversationNotFound',
  },
  {
    title: 'knows no group of that name',
    given: accounts('ana'),
    body: world => ({ ...pins(world, 'ana'), RecentContactItem: [{ Type: 2, GroupId: '@TGS#none' }] }),
    error: 'ConversationGroupNotFound',
  },
  {
    title: 'pins the conversation with a group, until it is deleted',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ben', 'one');
    },
    body: world => ({
      ...pins(world, 'ana'),
      RecentContactItem: [{ Type: 2, GroupId: hikers(world) }],
    }),
    after: async world => {
      expect(await groupsOf(world, 'ana')).toMatchObject([{ TopFlags: 1 }]);
      const body = { From_Account: world.name('ana'), Type: 2, ToGroupid: hikers(world) };
      await world.admin('recentcontact.delete', body);
      await says(world, 'ben', 'two');
      expect(await groupsOf(world, 'ana')).toMatchObject([{ TopFlags: 0 }]);
    },
  },
  {
    title: 'knows two operations',
    given: accounts('ana'),
    body: world => pins(world, 'ana', 3),
    error: 'ConversationParameterNotValid',
  },
  ...refusals(pins),
];

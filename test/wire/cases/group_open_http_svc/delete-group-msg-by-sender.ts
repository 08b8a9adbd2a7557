import { hikers, inGroup, says, textsOf } from '../../group-messages.ts';
import { deletingBySender } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const of =
  (short: string, more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), Sender_Account: world.name(short), ...more });

export const cases: readonly WireCase[] = [
  {
    title: 'takes away what one sender has said',
    given: async world => {
      await inGroup()(world);
      await says(world, 'ben', 'spam');
      await says(world, 'ana', 'hello');
      await says(world, 'ben', 'more spam');
    },
    body: of('ben'),
    after: async world => expect(await textsOf(world)).toEqual([undefined, 'hello', undefined]),
  },
  { title: 'does nothing in a live room', given: inGroup('AVChatRoom'), body: of('ben') },
  {
    title: 'refuses a body without a sender',
    given: inGroup(),
    body: world => ({ GroupId: hikers(world) }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an id that no group can have',
    body: of('ben', { GroupId: 'ñ' }),
    error: 'GroupIdNotValid',
  },
  { title: 'refuses a group that does not exist', body: of('ben'), error: 'GroupNotFound' },
  {
    title: 'refuses a topic',
    settings: { communities: false },
    given: inGroup(),
    body: of('ben', { TopicId: 't' }),
    error: 'CommunityOff',
  },
  ...deletingBySender,
];

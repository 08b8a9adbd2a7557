import { hikersTalk, says } from '../../group-messages.ts';
import { accounts, actsForItsCaller, sends } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const listOf =
  (short: string) =>
  (world: World): object => ({
    From_Account: world.name(short),
    TimeStamp: 0,
    StartIndex: 0,
    TopTimeStamp: 0,
    TopStartIndex: 0,
    AssistFlags: 63,
  });

export const cases: readonly WireCase[] = [
  {
    title: 'lists with whom an account talks',
    given: async world => {
      await accounts('ana', 'ben', 'eve')(world);
      await sends(world, 'ana', 'ben', 'one');
      await sends(world, 'eve', 'ana', 'two');
    },
    body: listOf('ana'),
    volatile: ['MsgTime', 'TimeStamp', 'TopTimeStamp', 'SessionItem'],
    reply: (world, reply) => {
      expect(reply).toMatchObject({ CompleteFlag: 1, StartIndex: 0, ErrorDisplay: '' });
      const items = reply.SessionItem as { To_Account: string }[];
      expect(items.map(item => item.To_Account).sort()).toEqual(
        ['ben', 'eve'].map(short => world.name(short)).sort(),
      );
      expect(items[0]).toMatchObject({ Type: 1, TopFlag: 0, MsgTime: expect.any(Number) });
    },
  },
  {
    title: 'lists the groups that an account is in',
    given: async world => {
      await hikersTalk(world);
      await says(world, 'ana', 'one');
    },
    body: listOf('ben'),
    volatile: ['MsgTime', 'TimeStamp', 'TopTimeStamp'],
    reply: { SessionItem: [{ Type: 2, GroupId: 'hikers', TopFlag: 0 }] },
  },
  {
    title: 'is refused for an account that is not registered',
    body: listOf('nobody'),
    error: 'ConversationAccountNotFound',
  },
  { title: 'needs whose list', body: { TimeStamp: 0 }, error: 'ConversationParameterNotValid' },
  {
    title: 'shows nobody another’s list',
    as: 'me',
    given: accounts('ana'),
    body: listOf('ana'),
    only: actsForItsCaller,
    error: 'ConversationAdminRequired',
  },
];

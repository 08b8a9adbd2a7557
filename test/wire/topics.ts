import type { PushedEvent, SocketClient } from '../support/socket-client.ts';
import { group, groupId } from './groups.ts';
import { textBody } from './messages.ts';
import type { Reply, WireCase, World } from './wire-case.ts';

/** Topics need them. */
export const communities = { settings: { communities: true } } as const;

/** The community of a case. */
export const club = (world: World): string => groupId(world, 'Community');

/** The id of a topic of it. */
export const topicId = (world: World, name = 'news'): string => `${club(world)}@TOPIC#_${name}`;

/** A community with topics, `ana`'s, with the members `ben` (an administrator) and `cho`. */
export const inClub = (me?: 'Owner' | 'Admin' | 'Member') => async (world: World) => {
  if (me) await world.account('me');
  await group({ type: 'Community', ...(me && { me }), more: { SupportTopic: 1 } })(world);
};

/** Calls a command about topics as the administrator over REST. */
export const topics = (world: World, command: string, body: object = {}): Promise<Reply> =>
  world.admin(`million_group_open_http_svc.${command}`, { GroupId: club(world), ...body });

/** A community with the topic `news`. */
export const withTopic = (me?: 'Owner' | 'Admin' | 'Member') => async (world: World) => {
  await inClub(me)(world);
  await topics(world, 'create_topic', { TopicName: 'News', TopicId: topicId(world) });
};

/** A body about the community, or a topic of it. */
export const aboutClub =
  (more: (world: World) => object = () => ({})) =>
  (world: World): object => ({ GroupId: club(world), ...more(world) });

let random = 0;

/** Says something in a topic in somebody's name. */
export const saysIn = (world: World, from: string, text: string, more: object = {}): Promise<Reply> => {
  random += 1;
  return world.admin('group_open_http_svc.send_group_msg', {
    GroupId: club(world),
    TopicId: topicId(world),
    From_Account: world.name(from),
    Random: random,
    MsgBody: textBody(text),
    ...more,
  });
};

/** What `get_topic` says of the topics for an account. */
export const topicsNow = async (world: World, account: string, more: object = {}) =>
  (await topics(world, 'get_topic', { From_Account: account, ...more }))
    .TopicAndSelfInfo as readonly Readonly<Record<string, unknown>>[];

/** Waits for a tip or a notice about a topic that a predicate picks by its body. */
export const topicTip = async (
  client: SocketClient,
  picks: (body: Readonly<Record<string, unknown>>) => boolean,
): Promise<object> => {
  const found = (event: PushedEvent) =>
    (event.GroupTips as readonly { MsgBody: Readonly<Record<string, unknown>> }[] | undefined)?.find(
      ({ MsgBody }) => picks(MsgBody ?? {}),
    );
  return found(await client.push(event => found(event) !== undefined)) as object;
};

/** What every command about topics refuses. */
export const topicRefusals = (more: object = {}): readonly WireCase[] => [
  {
    settings: { communities: false },
    title: 'is refused where communities are off',
    body: { GroupId: '@TGS#_a', ...more },
    error: 'CommunityOff',
  },
  {
    ...communities,
    title: 'is refused in a group that has no topics',
    given: async world => {
      await group({ type: 'Community' })(world);
    },
    body: aboutClub(() => more),
    error: 'CommunityOff',
  },
  {
    ...communities,
    title: 'refuses an id that no group can have',
    body: { GroupId: 'grüezi', ...more },
    error: 'GroupIdNotValid',
  },
  {
    ...communities,
    title: 'needs a community',
    body: { GroupId: '@TGS#_none', ...more },
    error: 'GroupNotFound',
  },
  {
    ...communities,
    title: 'needs its fields',
    body: { GroupId: 7 },
    error: 'GroupParameterNotValid',
  },
];

/** Only some members may. */
export const onlyLeaders = (more: (world: World) => object): WireCase => ({
  ...communities,
  as: 'me',
  only: { door: 'socket', reason: 'over REST only an administrator calls' },
  title: 'is not for ordinary members',
  given: withTopic('Member'),
  body: aboutClub(more),
  error: 'GroupNotPermitted',
});

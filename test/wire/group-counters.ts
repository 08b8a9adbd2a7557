import type { PushedEvent, SocketClient } from '../support/socket-client.ts';
import { inGroup } from './group-attributes.ts';
import { about, group, groupId } from './groups.ts';
import type { WireCase, World } from './wire-case.ts';

/** Counters as the wire writes them. */
export const counters = (values: Readonly<Record<string, number | string>>) =>
  Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

/** A body about the group's counters. */
export const aboutCounters = (more: object = {}, type = 'Public') => about(type, more);

/** A group with the member `me` that has these counters. */
export const withCounters =
  (values: Readonly<Record<string, number | string>>, type = 'Public') =>
  async (world: World): Promise<void> => {
    await inGroup(type)(world);
    await world.admin(
      'group_open_http_svc.update_group_counter',
      aboutCounters({ GroupCounter: counters(values) }, type)(world),
    );
  };

/** What the group's counters are. */
export const countersNow = async (world: World): Promise<unknown> =>
  (await world.admin('group_open_http_svc.get_group_counter', { GroupId: groupId(world) })).GroupCounter;

interface CounterTip {
  readonly MsgBody: {
    readonly GroupCounterInfo?: readonly {
      readonly Type: number;
      readonly GroupCounter: readonly object[];
    }[];
  };
}

/** Waits for news of counters: of kind 0, changed, or 1, taken away. */
export const counterNews = async (client: SocketClient, kind: 0 | 1): Promise<object> => {
  const found = (event: PushedEvent) =>
    (event.GroupTips as readonly CounterTip[] | undefined)
      ?.flatMap(({ MsgBody }) => MsgBody.GroupCounterInfo ?? [])
      .find(({ Type }) => Type === kind);
  return found(await client.push(event => found(event) !== undefined)) as object;
};

/** What every command about counters refuses. */
export const counterRefusals = (more: object): readonly WireCase[] => [
  {
    title: 'refuses an id that no group can have',
    body: { GroupId: 'grüezi', ...more },
    error: 'GroupIdNotValid',
  },
  { title: 'needs the id of a group', body: { ...more }, error: 'GroupParameterNotValid' },
  { title: 'needs a group', body: { GroupId: 'nobody', ...more }, error: 'GroupNotFound' },
  {
    as: 'me',
    only: { door: 'socket', reason: 'over REST only an administrator calls' },
    title: 'is not for strangers',
    given: group(),
    body: aboutCounters(more),
    error: 'GroupNotPermitted',
  },
  {
    title: 'is not for communities',
    settings: { communities: true },
    given: group({ type: 'Community' }),
    body: aboutCounters(more, 'Community'),
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused where counters are off',
    settings: { groupCounters: false },
    given: group(),
    body: aboutCounters(more),
    error: 'GroupPlanTooLow',
  },
];

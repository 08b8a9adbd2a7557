import type { Ports, Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { JoinedItem } from '../../table/group-items.ts';
import { audienceOf, type GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { changeSilence, type RosterPlace } from '../roster/roster-store.ts';
import { sessionsOf } from '../session/session-store.ts';
import { topicMark } from './topic-mark.ts';

/** @returns false when the account is no member of the community any more */
const noteSilence = (table: Table, topic: GroupLife, account: UserId, silent: boolean): Promise<boolean> => {
  const { app, group, born } = audienceOf(topic);
  return conditionHeld(
    table.update({
      key: keys.joined(app, account, group),
      set: `${silent ? 'ADD' : 'DELETE'} silenced :marks`,
      condition: 'born = :born',
      values: { ':marks': new Set([topicMark(topic)]), ':born': born },
    }),
  );
};

/**
 * Keeps the frames of a topic away from the clients of a member, or lets them through again: 1 write unit, 1 read unit, and 1 write
 * unit for each client. It is noted first: a client that logs in meanwhile looks at that after it has come into the roster.
 */
export const silenceTopic = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  topic: GroupLife,
  { account, shard }: Pick<JoinedItem, 'shard'> & { readonly account: UserId },
  silent: boolean,
): Promise<void> => {
  if (!(await noteSilence(ports.table, topic, account, silent))) return;
  const place: RosterPlace = { life: audienceOf(topic), shard };
  const change = { [silent ? 'more' : 'fewer']: [topicMark(topic)] };
  const clients = await sessionsOf(ports, topic.app, account);
  await forEachOf(clients, client => changeSilence(ports.table, place, account, client, change));
};

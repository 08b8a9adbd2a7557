import { createHash } from 'node:crypto';
import type { Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import type { Keeping } from './append.ts';
import { claim, type GroupDraft, itemOf, sentBefore, write } from './log-store.ts';
import { reserveAt, stateOf } from './state.ts';

/** A message without a random number is told from others by what it says and when. */
const randomOf = ({ sender, body }: Omit<GroupDraft, 'random'>, time: number): number =>
  createHash('sha256')
    .update(JSON.stringify([sender, body, time]))
    .digest()
    .readUInt32BE();

/**
 * Stores a message of the past under the next number: 1 read and 3 write units up to 1 KB. A repeat within 5 minutes is answered with
 * the first.
 * @param time seconds since 1970
 * @param createdAt seconds since 1970; the group is no younger than its messages
 * @returns undefined when the time is not between that of the group or the last message and now
 * @throws Fault GroupNotFound
 */
export const importMessage = async (
  table: Table,
  life: GroupLife,
  wanted: Omit<GroupDraft, 'random'> & { readonly random?: number | undefined },
  time: number,
  createdAt: number,
  { now, seconds }: Keeping,
): Promise<GroupMessageItem | undefined> => {
  const draft: GroupDraft = { ...wanted, random: wanted.random ?? randomOf(wanted, time) };
  // It is kept as long as others from now on: what is imported may be older than the retention.
  const keptUntil = Math.floor(now / 1000) + seconds;
  const put = (place: Parameters<typeof itemOf>[2]) =>
    write(table, life, { ...itemOf(life, draft, place, keptUntil), silent: true }, now);
  const sent = await sentBefore(table, life, draft, now, true);
  if (sent) return put(sent);
  if (time * 1000 > now || time < createdAt) return undefined;
  const reservation = await reserveAt(table, life, { priority: draft.priority, counts: true }, time);
  if (!reservation) return undefined;
  return put((await claim(table, life, draft, reservation, now)) ?? reservation);
};

/**
 * Has every member read what there is: 1 read and 1 write unit, whatever their number.
 * @param listedUntil seconds since 1970: until then lists of conversations show the group, however old its messages are
 */
export const clearUnread = async (table: Table, life: GroupLife, listedUntil?: number): Promise<void> => {
  const state = await stateOf(table, life);
  if (!state) return;
  await conditionHeld(
    table.update<GroupStateItem>({
      key: keys.groupState(life),
      set: `SET clearedThrough = :last, clearedUncounted = :uncounted${listedUntil ? ', listedUntil = :until' : ''}`,
      condition: 'attribute_exists(PK)',
      values: {
        ':last': state.next - 1,
        ':uncounted': state.uncounted,
        ...(listedUntil && { ':until': listedUntil }),
      },
    }),
  );
};

import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { contentBytes } from '../message/content.ts';
import { isLive } from '../session/session-store.ts';

/** Messages read at once; at 12 KB each they stay below DynamoDB's page of 1 MB. */
const readAtOnce = 64;

/**
 * Messages of a log from a number down, as they are read: strongly consistent, 1 read unit for each begun 4 KB. Goes over the
 * bounds of partitions.
 * @param lowest no number below it is read
 * @param now milliseconds since 1970
 */
export async function* downFrom(
  table: Table,
  life: GroupLife,
  highest: number,
  lowest: number,
  now: number,
  wanted = readAtOnce,
): AsyncGenerator<GroupMessageItem> {
  for (let top = highest; top >= lowest && top > 0; top = keys.groupLogStart(top) - 1) {
    let after: Readonly<Record<string, unknown>> | undefined;
    do {
      const page = await table.query<GroupMessageItem>({
        where: 'PK = :pk AND SK BETWEEN :low AND :high',
        values: {
          ':pk': keys.groupMessage(life, top).PK,
          ':low': keys.groupMessageSort(Math.max(lowest, keys.groupLogStart(top))),
          ':high': keys.groupMessageSort(top),
        },
        consistent: true,
        backward: true,
        limit: Math.min(wanted, readAtOnce),
        ...(after && { after }),
      });
      for (const item of page.items) if (isLive(item, now)) yield item;
      after = page.next;
    } while (after);
  }
}

/** Which messages of a group are wanted, and who looks. */
export interface LogRequest {
  /** The highest number. */
  readonly highest: number;
  /** The lowest that the viewer may see. */
  readonly lowest: number;
  readonly limit: number;
  /** At most so many bytes of content, but at least one message. */
  readonly bytes: number;
  /** Absent for an administrator, who sees everything. */
  readonly viewer?: UserId | undefined;
  /** Numbers that the viewer has deleted for itself. */
  readonly hidden?: ReadonlySet<number> | undefined;
}

/** A number of a group: what stands under it, or nothing that the viewer may see. */
export interface LogEntry {
  readonly seq: number;
  readonly message?: GroupMessageItem;
}

/** A page of a log, the highest number first. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Why it ends: what was asked for is here, it would be too long, or there is nothing more that is kept. */
  readonly end: 'whole' | 'cut' | 'expired';
  /** The next number to ask for; 0 when there is nothing more. */
  readonly next: number;
}

/** Whether somebody may see a message; an administrator of the application, no viewer, may see those for some members, too. */
export const isVisible = ({ gone, to, sender }: GroupMessageItem, viewer: UserId | undefined): boolean =>
  !gone && (!to || !viewer || sender === viewer || to.includes(viewer));

/** Numbers between two, downwards, both left out. */
const between = (high: number, low: number): readonly LogEntry[] =>
  Array.from({ length: Math.max(0, high - low - 1) }, (_, i) => ({ seq: high - 1 - i }));

/**
 * A page of a group's history by number (contract: groups.md 10.7). A number without a message that may be seen is an entry
 * without a message, as long as something older is kept.
 * @param now milliseconds since 1970
 */
export const logPage = async (
  table: Table,
  life: GroupLife,
  { highest, lowest, limit, bytes, viewer, hidden }: LogRequest,
  now: number,
): Promise<LogPage> => {
  const entries: LogEntry[] = [];
  const bottom = highest - limit + 1;
  let size = 0;
  for await (const message of downFrom(table, life, highest, lowest, now, limit + 1)) {
    const last = entries.at(-1)?.seq ?? highest + 1;
    if (message.seq < bottom) {
      entries.push(...between(last, bottom - 1));
      return { entries, end: 'whole', next: bottom - 1 };
    }
    const visible = isVisible(message, viewer) && !hidden?.has(message.seq);
    size += visible ? contentBytes(message.body, message.cloudCustomData) : 0;
    if (size > bytes && entries.length > 0) return { entries, end: 'cut', next: last - 1 };
    entries.push(
      ...between(last, message.seq),
      visible ? { seq: message.seq, message } : { seq: message.seq },
    );
  }
  const oldest = entries.at(-1)?.seq ?? highest + 1;
  return { entries, end: oldest > Math.max(bottom, lowest) ? 'expired' : 'whole', next: 0 };
};

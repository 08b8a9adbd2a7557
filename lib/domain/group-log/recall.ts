import type { Table } from '../../kernel/ports.ts';
import type { ErrorName } from '../../protocol/errors.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { noteChange } from './changes.ts';
import { downFrom } from './log-history.ts';
import { messagesOf } from './log-store.ts';

/** Who recalls, and what of it is allowed. */
export interface Recalling {
  readonly recalledBy: UserId;
  readonly reason: string;
  /** It may recall messages of others, whenever they were sent. */
  readonly anyMessage: boolean;
  /** Seconds after the message in which its sender may recall it. */
  readonly windowSeconds: number;
}

/** How the recall of one message ended: with the message, or with an error. */
export type Recalled =
  | { readonly seq: number; readonly message: GroupMessageItem }
  | { readonly seq: number; readonly fault: ErrorName };

const refusalOf = (
  message: GroupMessageItem | undefined,
  { recalledBy, anyMessage, windowSeconds }: Recalling,
  second: number,
): ErrorName | undefined => {
  if (!message || message.gone) return 'GroupMessageNotFound';
  if (message.tip) return 'GroupMessageNotRecallable';
  if (anyMessage) return undefined;
  if (message.sender !== recalledBy) return 'GroupMessageNotRecallable';
  return second - message.time > windowSeconds ? 'GroupRecallWindowPassed' : undefined;
};

const mark = (
  table: Table,
  { PK, SK }: GroupMessageItem,
  { recalledBy, reason }: Recalling,
  second: number,
) =>
  conditionHeld(
    table.update({
      key: { PK, SK },
      set: `SET recalledBy = :account, recalledAt = :second${reason ? ', recallReason = :reason' : ''}`,
      condition: 'attribute_exists(PK) AND attribute_not_exists(recalledBy)',
      values: { ':account': recalledBy, ':second': second, ...(reason && { ':reason': reason }) },
    }),
  );

/**
 * Recalls messages by their numbers: 1 read and 2 write units for each. One that was recalled before is a repeat, and counts as
 * recalled.
 * @param now milliseconds since 1970
 */
export const recallMessages = async (
  table: Table,
  life: GroupLife,
  seqs: readonly number[],
  recalling: Recalling,
  now: number,
): Promise<readonly Recalled[]> => {
  const second = Math.floor(now / 1000);
  const found = new Map((await messagesOf(table, life, seqs, now)).map(message => [message.seq, message]));
  return forEachOf(seqs, async (seq): Promise<Recalled> => {
    const message = found.get(seq);
    const fault = refusalOf(message, recalling, second);
    if (fault || !message) return { seq, fault: fault ?? 'GroupMessageNotFound' };
    // First: in vain it does no harm, a recall that nobody learns of would.
    if (!message.recalledBy) await noteChange(table, life, message, recalling, now);
    await mark(table, message, recalling, second);
    return { seq, message: { ...message, recalledBy: message.recalledBy ?? recalling.recalledBy } };
  });
};

/** How far back one sender's messages are looked for (contract: group-commands.md 3.6). */
const lookedThrough = 1000;

/**
 * Takes one sender's messages among the last 1,000 away without a trace: 1 read unit for each begun 4 KB of the log, and 1 write
 * unit for each begun KB of the messages.
 * @param last the highest number
 * @returns what was taken away, or had been before
 */
export const takeAwayBySender = async (
  table: Table,
  life: GroupLife,
  sender: UserId,
  last: number,
  now: number,
): Promise<readonly GroupMessageItem[]> => {
  const mine: GroupMessageItem[] = [];
  for await (const message of downFrom(table, life, last, Math.max(1, last - lookedThrough + 1), now)) {
    if (message.sender === sender && !message.tip) mine.push(message);
  }
  const standing = mine.filter(({ gone }) => !gone);
  await forEachOf(standing, ({ PK, SK }) =>
    conditionHeld(
      table.update({
        key: { PK, SK },
        set: 'SET gone = :true',
        condition: 'attribute_exists(PK)',
        values: { ':true': true },
      }),
    ),
  );
  return mine;
};

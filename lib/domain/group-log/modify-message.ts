import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { type Replaced, type Replacement, replaceContent } from '../replace-content.ts';
import { noteChange } from './changes.ts';
import { messageOf } from './log-store.ts';

/** The message that may be modified. @throws Fault ModifiedMessageNotFound */
export const modifiable = async (
  table: Table,
  life: GroupLife,
  seq: number,
  now: number,
): Promise<GroupMessageItem> => {
  const message = await messageOf(table, life, seq, now);
  if (!message || message.tip || message.gone || message.recalledBy)
    throw new Fault('ModifiedMessageNotFound');
  return message;
};

/**
 * Replaces what a message of a group holds: 2 write units, and 1 for each begun KB.
 * @param message as it was read
 * @throws Fault ModifiedMessageNotFound, ModifiedAtOnce for who names no version
 */
export const modifyGroupMessage = (
  table: Table,
  life: GroupLife,
  message: GroupMessageItem,
  replacement: Replacement,
  now: number,
): Promise<Replaced<GroupMessageItem>> =>
  replaceContent(table, message, replacement, {
    before: () => noteChange(table, life, message, undefined, now),
    again: () => modifiable(table, life, message.seq, now),
  });

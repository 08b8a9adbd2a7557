import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { messageOf } from './log-store.ts';

/** What a message is to hold from now on; what is absent stays. */
export interface GroupModification {
  readonly body?: string | undefined;
  readonly cloudCustomData?: string | undefined;
  /** How often the caller believes it was modified; absent: whatever it holds is replaced. */
  readonly version?: number | undefined;
}

/** How an attempt ended. */
export interface GroupModified {
  /** As it is stored now. */
  readonly message: GroupMessageItem;
  /** False when the caller did not know what it holds; nothing was changed. */
  readonly done: boolean;
}

const versionOf = ({ version = 0 }: GroupMessageItem): number => version;

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

const wantedOf = (message: GroupMessageItem, { body, cloudCustomData }: GroupModification) => ({
  body: body ?? message.body,
  cloudCustomData: cloudCustomData ?? message.cloudCustomData ?? '',
});

const holds = (message: GroupMessageItem, wanted: ReturnType<typeof wantedOf>): boolean =>
  message.body === wanted.body && (message.cloudCustomData ?? '') === wanted.cloudCustomData;

const write = (table: Table, message: GroupMessageItem, wanted: ReturnType<typeof wantedOf>) =>
  table.update<GroupMessageItem>({
    key: { PK: message.PK, SK: message.SK },
    // No empty texts in the table: what is not there is empty.
    set: wanted.cloudCustomData
      ? 'SET body = :body, #version = :next, cloudCustomData = :data'
      : 'SET body = :body, #version = :next REMOVE cloudCustomData',
    condition: `attribute_exists(PK) AND attribute_not_exists(recalledBy) AND ${
      message.version === undefined ? 'attribute_not_exists(#version)' : '#version = :before'
    }`,
    names: { '#version': 'version' },
    values: {
      ':body': wanted.body,
      ...(wanted.cloudCustomData && { ':data': wanted.cloudCustomData }),
      ':next': versionOf(message) + 1,
      ...(message.version !== undefined && { ':before': message.version }),
    },
  });

/**
 * Replaces what a message of a group holds: 1 write unit for each begun KB. A caller that names a version loses against one that
 * came first and is shown what the message holds; the same change sent again is done already.
 * @param message as it was read
 * @throws Fault ModifiedMessageNotFound, ModifiedAtOnce for who names no version
 */
export const modifyGroupMessage = async (
  table: Table,
  life: GroupLife,
  message: GroupMessageItem,
  modification: GroupModification,
  now: number,
): Promise<GroupModified> => {
  const wanted = wantedOf(message, modification);
  const { version } = modification;
  if (version !== undefined && version !== versionOf(message))
    return { message, done: version + 1 === versionOf(message) && holds(message, wanted) };
  try {
    return { message: await write(table, message, wanted), done: true };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    if (version === undefined) throw new Fault('ModifiedAtOnce');
    return { message: await modifiable(table, life, message.seq, now), done: false };
  }
};

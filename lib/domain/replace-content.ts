import { Fault } from '../kernel/fault.ts';
import { ConditionFailed, type Key, type Table } from '../kernel/ports.ts';

/** What a message is to hold from now on; what is absent stays. */
export interface Replacement {
  /** JSON of the elements. */
  readonly body?: string | undefined;
  readonly cloudCustomData?: string | undefined;
  /** How often the caller believes it was modified; absent: whatever it holds is replaced. */
  readonly version?: number | undefined;
}

/** How an attempt ended. */
export interface Replaced<Message> {
  /** As it is stored now. */
  readonly message: Message;
  /** False when the caller did not know what it holds; nothing was changed. */
  readonly done: boolean;
}

/** A message of a pair or of a group, as far as its content goes. */
interface Content extends Key {
  readonly body: string;
  readonly cloudCustomData?: string;
  readonly version?: number;
}

/** What is different for messages of pairs and of groups. */
interface Around<Message> {
  /** What has to be written before the message is. */
  readonly before?: () => Promise<unknown>;
  /** Reads the message once more. @throws Fault ModifiedMessageNotFound */
  readonly again: () => Promise<Message>;
}

const versionOf = ({ version = 0 }: Content): number => version;

const wantedOf = (message: Content, { body, cloudCustomData }: Replacement) => ({
  body: body ?? message.body,
  cloudCustomData: cloudCustomData ?? message.cloudCustomData ?? '',
});

type Wanted = ReturnType<typeof wantedOf>;

const holds = (message: Content, wanted: Wanted): boolean =>
  message.body === wanted.body && (message.cloudCustomData ?? '') === wanted.cloudCustomData;

const write = <Message extends Content>(table: Table, message: Message, wanted: Wanted) =>
  table.update<Message>({
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
 * Replaces what a message holds: 1 write unit for each begun KB. A caller that names a version loses against one that came
 * first and is shown what the message holds; the same change sent again is done already (contract: messages.md 4.8).
 * @param message as it was read
 * @throws Fault ModifiedAtOnce for who names no version, and whatever `again` throws
 */
export const replaceContent = async <Message extends Content>(
  table: Table,
  message: Message,
  replacement: Replacement,
  { before, again }: Around<Message>,
): Promise<Replaced<Message>> => {
  const wanted = wantedOf(message, replacement);
  const { version } = replacement;
  if (version !== undefined && version !== versionOf(message))
    return { message, done: version + 1 === versionOf(message) && holds(message, wanted) };
  await before?.();
  try {
    return { message: await write(table, message, wanted), done: true };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    if (version === undefined) throw new Fault('ModifiedAtOnce');
    return { message: await again(), done: false };
  }
};

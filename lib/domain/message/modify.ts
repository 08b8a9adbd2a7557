import { Fault } from '../../kernel/fault.ts';
import { ConditionFailed, type Table } from '../../kernel/ports.ts';
import type { MessageBody } from '../../protocol/elements.ts';
import type { MessageItem } from '../../table/items.ts';
import { noteChange } from '../conversation/chat-store.ts';
import { storedBody } from './content.ts';
import { type MessageName, messagesNamed } from './find-message.ts';
import { modificationNotice } from './notices.ts';

/** What a message is to hold from now on; what is absent stays. */
export interface Modification extends MessageName {
  readonly body?: MessageBody | undefined;
  readonly cloudCustomData?: string | undefined;
  /** How often the caller believes it was modified; absent: whatever it holds is replaced. */
  readonly version?: number | undefined;
}

/** How an attempt ended. */
export interface Modified {
  /** As it is stored now. */
  readonly message: MessageItem;
  /** False when the caller did not know what it holds; nothing was changed. */
  readonly done: boolean;
}

const versionOf = ({ version = 0 }: MessageItem): number => version;

const wantedOf = (message: MessageItem, { body, cloudCustomData }: Modification) => ({
  body: body ? storedBody(body) : message.body,
  cloudCustomData: cloudCustomData ?? message.cloudCustomData ?? '',
});

const holds = (message: MessageItem, wanted: ReturnType<typeof wantedOf>): boolean =>
  message.body === wanted.body && (message.cloudCustomData ?? '') === wanted.cloudCustomData;

const find = async (table: Table, wanted: Modification, now: number): Promise<MessageItem> => {
  const all = await messagesNamed(table, wanted, now);
  const message = all.find(({ sender, recalledBy }) => sender === wanted.sender && !recalledBy);
  if (!message) throw new Fault('ModifiedMessageNotFound');
  return message;
};

const write = (table: Table, message: MessageItem, wanted: ReturnType<typeof wantedOf>) =>
  table.update<MessageItem>({
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

/** The conversations and the notice come first: in vain they do no harm, a change that no sync looks for would. */
const announce = async (table: Table, message: MessageItem, app: MessageName['app'], second: number) => {
  const { sender, receiver } = message;
  await Promise.all([
    noteChange(table, { app, owner: receiver, peer: sender }, second),
    sender !== receiver && noteChange(table, { app, owner: sender, peer: receiver }, second),
    table.put({ item: modificationNotice(message, second) }),
  ]);
};

/**
 * Replaces what a message holds: 1 read and 6 write units up to 1 KB. A caller that names a version loses against one
 * that came first and is shown what the message holds; the same change sent again is done already.
 * @param now milliseconds since 1970
 * @throws Fault ModifiedMessageNotFound, ModifiedAtOnce for who names no version
 */
export const modifyMessage = async (
  table: Table,
  modification: Modification,
  now: number,
): Promise<Modified> => {
  const message = await find(table, modification, now);
  const wanted = wantedOf(message, modification);
  const { version } = modification;
  if (version !== undefined && version !== versionOf(message))
    return { message, done: version + 1 === versionOf(message) && holds(message, wanted) };
  await announce(table, message, modification.app, Math.floor(now / 1000));
  try {
    return { message: await write(table, message, wanted), done: true };
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    if (version === undefined) throw new Fault('ModifiedAtOnce');
    return { message: await find(table, modification, now), done: false };
  }
};

import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { MessageBody } from '../../protocol/elements.ts';
import type { MessageItem } from '../../table/items.ts';
import { noteChange } from '../conversation/chat-store.ts';
import { type Replaced, type Replacement, replaceContent } from '../replace-content.ts';
import { storedBody } from './content.ts';
import { type MessageName, messagesNamed } from './find-message.ts';
import { modificationNotice } from './notices.ts';

/** What a message is to hold from now on; what is absent stays. */
export interface Modification extends MessageName, Omit<Replacement, 'body'> {
  readonly body?: MessageBody | undefined;
}

const find = async (table: Table, wanted: Modification, now: number): Promise<MessageItem> => {
  const all = await messagesNamed(table, wanted, now);
  const message = all.find(({ sender, recalledBy }) => sender === wanted.sender && !recalledBy);
  if (!message) throw new Fault('ModifiedMessageNotFound');
  return message;
};

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
): Promise<Replaced<MessageItem>> => {
  const { app, body, cloudCustomData, version } = modification;
  const message = await find(table, modification, now);
  const replacement = { body: body && storedBody(body), cloudCustomData, version };
  return replaceContent(table, message, replacement, {
    before: () => announce(table, message, app, Math.floor(now / 1000)),
    again: () => find(table, modification, now),
  });
};

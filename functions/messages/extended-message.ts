import type { ExtendedMessage, Extension } from '../../lib/domain/extension/extensions.ts';
import { messagesNamed } from '../../lib/domain/message/find-message.ts';
import { isVisibleTo } from '../../lib/domain/message/history.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { WireExtension } from '../../lib/protocol/extensions.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { MessageKey } from '../../lib/protocol/message-key.ts';
import type { MessageItem } from '../../lib/table/items.ts';

/** How a body names a one-to-one message. */
interface Named {
  readonly From_Account?: UserId | undefined;
  readonly To_Account: UserId;
  readonly MsgKey: MessageKey;
}

/**
 * The one-to-one message whose extensions are meant, seen by one of the two or an administrator: 1 read unit.
 * @throws Fault MessageExtensionsOff, GroupParameterNotValid for a third person, ExtendedMessageNotFound
 */
export const namedMessage = async (
  table: Table,
  { From_Account, To_Account: receiver, MsgKey: key }: Named,
  { application, caller }: Context,
  now: number,
): Promise<MessageItem> => {
  const { id: app, settings } = application;
  if (!settings.messageExtensions) throw new Fault('MessageExtensionsOff');
  const { account, admin } = caller;
  const sender = From_Account ?? account;
  if (!admin && ![sender, receiver].includes(account))
    throw new Fault('GroupParameterNotValid', 'the caller has neither sent nor received the message');
  const all = await messagesNamed(table, { app, sender, receiver, key }, now);
  const message = all.find(one => one.sender === sender && !one.recalledBy);
  if (!message || !(admin || isVisibleTo(message, account))) throw new Fault('ExtendedMessageNotFound');
  return message;
};

/** A stored message as what is extended. */
export const extendedBy = (app: SdkAppId, { PK, SK, ExpiresAt }: MessageItem): ExtendedMessage => ({
  app,
  message: { PK, SK },
  expiresAt: ExpiresAt,
});

/** A key and what it holds, on the wire. */
export const wireExtension = ({ key, value, seq }: Extension): WireExtension => ({
  Key: key,
  Value: value,
  Seq: seq,
});

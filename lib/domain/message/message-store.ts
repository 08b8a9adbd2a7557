import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { MessageItem, Remind } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { storedBody } from './content.ts';
import { generationOf, type Identified, type MessageIdentity, sideOf } from './message-identity.ts';

/** A one-to-one message as its sender meant it. */
export interface Draft extends Identified {
  readonly app: SdkAppId;
  readonly sender: UserId;
  readonly receiver: UserId;
  readonly clientTime?: number | undefined;
  readonly needReceipt: boolean;
  readonly noUnread: boolean;
  /** Whatever the receiver wants to hear of. */
  readonly insists?: boolean | undefined;
  readonly noLast: boolean;
  /** Leaves the message out of the sender's history. */
  readonly receiverOnly: boolean;
  /** Keeps it from the receiver, who has blocked the sender. */
  readonly unheard?: boolean;
  /** Seconds for which it counts as unread; absent: as long as it is kept. */
  readonly unreadSeconds?: number | undefined;
  readonly extensible?: boolean;
  /** What vendors of phones are told, members of their own included. */
  readonly offlinePush?: object | undefined;
  /** Webhooks that are not wanted for it. */
  readonly withoutWebhooks?: readonly string[] | undefined;
}

const secondsPerDay = 86_400;

/** What is kept with a message for those who come later: push, webhooks, extensions. */
const keptOf = ({ extensible, offlinePush, withoutWebhooks = [] }: Draft) => ({
  ...(extensible && ({ extensible: true } as const)),
  ...(offlinePush && { offlinePush: JSON.stringify(offlinePush) }),
  ...(withoutWebhooks.length > 0 && { withoutWebhooks }),
});

/**
 * The item of a draft, not yet written.
 * @param now seconds since 1970; becomes the message's time
 */
export const itemOf = (
  draft: Draft,
  identity: MessageIdentity,
  generation: number,
  now: number,
  retentionDays: number,
): MessageItem => {
  const { app, sender, receiver, body, clientTime, cloudCustomData, unreadSeconds } = draft;
  const { seq, random, checksum } = identity;
  return {
    ...keys.message(app, sender, receiver, { seq, random, checksum, generation }),
    v: 1,
    ByTime: keys.messagePosition({ time: now, seq, random }, { checksum, side: sideOf(sender, receiver) }),
    ExpiresAt: now + retentionDays * secondsPerDay,
    sender,
    receiver,
    seq,
    random,
    time: now,
    body: storedBody(body),
    ...(clientTime !== undefined && { clientTime }),
    ...(cloudCustomData && { cloudCustomData }),
    ...(draft.needReceipt && { needReceipt: true }),
    ...(draft.noUnread && { noUnread: true }),
    ...(draft.insists && { insists: true }),
    ...(draft.noLast && { noLast: true }),
    ...(draft.receiverOnly && { receiverOnly: true }),
    // The receiver sees it as little as what it deleted, now and later.
    ...(draft.unheard && { deletedByReceiver: true }),
    ...(unreadSeconds !== undefined && { unreadUntil: now + unreadSeconds }),
    ...keptOf(draft),
  };
};

/** How an attempt to store a message ended. */
export interface Stored {
  /** As it is stored: the first one, when this was a repeat. */
  readonly message: MessageItem;
  readonly repeat: boolean;
  /** How the receiver wants to be told of the sender's messages; absent: with offline push. */
  readonly remind?: Remind | undefined;
}

const putOnce = (table: Table, item: MessageItem): Promise<boolean> =>
  conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' }));

const read = (table: Table, { PK, SK }: MessageItem): Promise<MessageItem | undefined> =>
  table.get<MessageItem>({ PK, SK }, { consistent: true });

/**
 * Writes a message once, whatever happens: 2 write units, one of them for the time index. A repeat within its window
 * meets its own key; the same message after the window gets a key for the window it is sent in.
 * @param first the item under generation 0
 * @throws when the table does, or when an item that was just met has gone; the send may be repeated
 */
export const storeOnce = async (
  table: Table,
  draft: Draft,
  identity: MessageIdentity,
  first: MessageItem,
  retentionDays: number,
): Promise<Stored> => {
  if (await putOnce(table, first)) return { message: first, repeat: false };
  const now = first.time;
  const fresh = (twin: MessageItem | undefined) => twin && now - twin.time < identity.windowSeconds;
  const generation = generationOf(identity.windowSeconds, now);
  const inWindow = (number: number) => itemOf(draft, identity, number, now, retentionDays);
  const again = inWindow(generation);
  const twins = await Promise.all([first, again, inWindow(generation - 1)].map(item => read(table, item)));
  const met = twins.find(fresh);
  if (met) return { message: met, repeat: true };
  if (await putOnce(table, again)) return { message: again, repeat: false };
  const other = await read(table, again);
  if (!other) throw new Error('a message has gone while it was sent again');
  return { message: other, repeat: true };
};

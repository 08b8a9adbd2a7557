import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { HistoryCursor } from '../../protocol/message-key.ts';
import type { Cut, MessageItem, NoticeItem } from '../../table/items.ts';
import { byTime, keys } from '../../table/keys.ts';
import { covers } from '../conversation/cut.ts';
import { isLive } from '../session/session-store.ts';
import { contentBytes } from './content.ts';
import { twinOf } from './message-identity.ts';

/** Which messages of a pair are wanted, and who looks. */
export interface HistoryRequest {
  readonly app: SdkAppId;
  readonly viewer: UserId;
  readonly peer: UserId;
  readonly limit: number;
  /** Seconds since 1970, inclusive. */
  readonly from?: number | undefined;
  /** Seconds since 1970, inclusive. */
  readonly until?: number | undefined;
  /** Only what is older than this. */
  readonly before?: HistoryCursor | undefined;
  readonly withRecalled: boolean;
  /** What the viewer does not want to see. */
  readonly cuts?: readonly Cut[] | undefined;
}

/** How the table is read where not whole messages are wanted. */
export interface Reading {
  /** Messages read at once. */
  readonly atOnce: number;
  /** Attributes that are wanted, beside those that say who may see a message; the others are absent. */
  readonly attributes: readonly string[];
}

/** One page, oldest message first. */
export interface HistoryPage {
  readonly messages: readonly MessageItem[];
  /** Names the oldest message of the page when there are older ones. */
  readonly next?: HistoryCursor;
}

/** Contract: messages.md 4.4. A single longer message is a page of its own. */
const pageBytes = 13 * 1024;
/** Messages read at once; at 12 KB each they stay below DynamoDB's page of 1 MB. */
const readAtOnce = 32;

/** What it takes to know whether somebody may see what stands in the time index. */
const seen = [
  ...['ByTime', 'ExpiresAt', 'sender', 'receiver', 'message', 'recalledBy'],
  ...['receiverOnly', 'deletedBySender', 'deletedByReceiver'],
];

/** By names of their own: DynamoDB reserves many words. */
const only = (attributes: readonly string[]) => ({
  project: attributes.map((_, i) => `#a${i}`).join(', '),
  names: Object.fromEntries(attributes.map((attribute, i) => [`#a${i}`, attribute])),
});

/** Whether an account finds a message in its own history. */
export const isVisibleTo = (message: MessageItem, viewer: UserId): boolean => {
  const { sender, receiver, receiverOnly, deletedBySender, deletedByReceiver } = message;
  if (receiver === viewer) return !deletedByReceiver;
  return sender !== viewer || !(receiverOnly || deletedBySender);
};

/** Whether what stands in the time index is a message. */
export const isMessage = (item: MessageItem | NoticeItem): item is MessageItem => !('message' in item);

const upperBound = ({ until, before }: HistoryRequest): string => {
  if (!before) return keys.after(keys.second(until ?? 9_999_999_999));
  return before.twin
    ? keys.messagePosition(before, before.twin)
    : keys.messageTime(before.time, before.seq, before.random);
};

const lowerBound = ({ from = 0, cuts = [] }: HistoryRequest): string =>
  [keys.second(from), ...cuts.map(({ through }) => through)].reduce((one, other) =>
    one > other ? one : other,
  );

/**
 * Messages of a pair that an account may see, newest first, read as they are asked for: strongly consistent, 1 read unit
 * for each begun 4 KB.
 * @param now milliseconds since 1970
 * @param reading absent: whole messages
 */
export async function* newestFirst(
  table: Table,
  request: HistoryRequest,
  now: number,
  reading?: Reading,
): AsyncGenerator<MessageItem> {
  const { app, viewer, peer, limit, withRecalled, cuts = [] } = request;
  const lower = lowerBound(request);
  const upper = upperBound(request);
  if (lower > upper) return;
  let after: Readonly<Record<string, unknown>> | undefined;
  do {
    const page = await table.query<MessageItem | NoticeItem>({
      index: byTime.index,
      where: 'PK = :pk AND ByTime BETWEEN :from AND :upper',
      values: { ':pk': keys.pair(app, viewer, peer), ':from': lower, ':upper': upper },
      consistent: true,
      backward: true,
      limit: Math.min(limit + 1, reading?.atOnce ?? readAtOnce),
      ...(reading && only([...seen, ...reading.attributes])),
      ...(after && { after }),
    });
    for (const item of page.items) {
      if (cuts.some(cut => covers(cut, item))) continue;
      const wanted = isMessage(item) && isLive(item, now) && isVisibleTo(item, viewer);
      if (wanted && item.ByTime !== upper && (withRecalled || !item.recalledBy)) yield item;
    }
    after = page.next;
  } while (after);
}

const samePlace = (one: MessageItem, other: MessageItem): boolean =>
  one.time === other.time && one.seq === other.seq && one.random === other.random;

const cursorAt = (oldest: MessageItem, older: MessageItem): HistoryCursor => {
  const { seq, random, time } = oldest;
  return samePlace(oldest, older) ? { seq, random, time, twin: twinOf(oldest) } : { seq, random, time };
};

/**
 * One page of a pair's history as one of the two sees it. Pages go from new to old, and each message is on exactly one.
 * @param now milliseconds since 1970
 */
export const historyPage = async (
  table: Table,
  request: HistoryRequest,
  now: number,
): Promise<HistoryPage> => {
  const page: MessageItem[] = [];
  let bytes = 0;
  for await (const message of newestFirst(table, request, now)) {
    bytes += contentBytes(message.body, message.cloudCustomData);
    const oldest = page[0];
    if (oldest && (page.length === request.limit || bytes > pageBytes)) {
      return { messages: page, next: cursorAt(oldest, message) };
    }
    page.unshift(message);
  }
  return { messages: page };
};

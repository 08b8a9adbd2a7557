import { crc32 } from 'node:zlib';
import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ChatItem, Cut, MessageItem, NoticeItem } from '../../table/items.ts';
import { byTime, keys } from '../../table/keys.ts';

/** One side of a one-to-one conversation. */
export interface ChatSide {
  readonly app: SdkAppId;
  readonly owner: UserId;
  readonly peer: UserId;
}

/** A place in the time index. */
interface Placed {
  readonly ByTime: string;
}

/**
 * Messages of the last seconds are named one by one: one that is being written carries the second in which it was begun,
 * and must not be taken for one that was there. It is the time limit of a function, so no message is.
 */
const recentSeconds = 30;
/** Names kept at most; a cut of 16 has 0.2 KB. Where more was said in that time, the older ones go by their place. */
const namedAtMost = 16;

const checksumOf = ({ ByTime }: Placed): number => crc32(ByTime);

/** Whether a message was there at the moment of a cut. */
export const covers = (cut: Cut | undefined, message: Placed): boolean =>
  cut !== undefined && (message.ByTime <= cut.through || (cut.also?.includes(checksumOf(message)) ?? false));

/** What one side does not count and is not told of: what it deleted or cleared. */
export const cutsOf = ({ deleted, cleared }: Pick<ChatItem, 'deleted' | 'cleared'>): readonly Cut[] =>
  [deleted, cleared].filter(cut => cut !== undefined);

/** Whether every message up to and in a second is covered. */
export const coversSecond = (cuts: readonly Cut[], second: number): boolean =>
  cuts.some(({ through }) => keys.second(second + 1) <= through);

/**
 * Everything that is in a conversation now: 1 read unit, strongly consistent.
 * @param now milliseconds since 1970
 */
export const cutNow = async (table: Table, { app, owner, peer }: ChatSide, now: number): Promise<Cut> => {
  const past = Math.floor(now / 1000) - recentSeconds;
  const { items } = await table.query<MessageItem | NoticeItem>({
    index: byTime.index,
    where: 'PK = :pk AND ByTime >= :from',
    values: { ':pk': keys.pair(app, owner, peer), ':from': keys.second(past) },
    project: 'ByTime, body',
    consistent: true,
    backward: true,
    limit: namedAtMost + 1,
  });
  const older = items.length > namedAtMost ? items.at(-1) : undefined;
  const recent = items.slice(0, namedAtMost).filter(item => 'body' in item);
  return {
    at: now,
    through: older?.ByTime ?? keys.after(keys.second(past - 1)),
    ...(recent.length > 0 && { also: recent.map(checksumOf) }),
  };
};

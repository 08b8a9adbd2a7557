import type { Table } from '../../kernel/ports.ts';
import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupSentItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';
import type { Priority, Reservation } from './state.ts';

/** A message of a group as its sender meant it, or a tip. */
export interface GroupDraft {
  readonly sender: UserId;
  readonly random: number;
  /** JSON of the elements, or of the tip. */
  readonly body: string;
  readonly tip?: true | undefined;
  readonly priority: Priority;
  /** Seconds since 1970 by the sender's clock. */
  readonly clientTime?: number | undefined;
  readonly cloudCustomData?: string | undefined;
  readonly noUnread?: boolean | undefined;
  readonly noLast?: boolean | undefined;
  /** Only these members see it. */
  readonly to?: readonly UserId[] | undefined;
  /** JSON of whom it names (`GroupAtInfo`). */
  readonly at?: string | undefined;
  readonly needReceipt?: boolean | undefined;
  readonly extensible?: boolean | undefined;
  /** JSON of what vendors of phones are told. */
  readonly offlinePush?: string | undefined;
  readonly withoutWebhooks?: readonly string[] | undefined;
  /** Name and picture of the sender, as clients are shown them. */
  readonly nick?: string | undefined;
  readonly face?: string | undefined;
  readonly nameCard?: string | undefined;
  /** The connection that sends it, which knows. */
  readonly from?: ConnectionId | undefined;
}

/** Whether members who have not read it count it as unread (contract: groups.md 10.6). */
export const countsAsUnread = ({ noUnread, to }: GroupDraft): boolean => !noUnread && !to;

/** Seconds in which the same number from the same sender is a repeat (contract: groups.md 10.2). */
const repeatSeconds = 300;

type Place = Pick<Reservation, 'seq' | 'time' | 'uncountedBefore'>;

const present = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

/**
 * The item of a message under its number, not yet written.
 * @param keptUntil seconds since 1970
 */
export const itemOf = (
  life: GroupLife,
  draft: GroupDraft,
  { seq, time, uncountedBefore }: Place,
  keptUntil: number,
): GroupMessageItem => {
  const { noUnread, noLast, needReceipt, extensible, withoutWebhooks = [], ...rest } = draft;
  return {
    ...keys.groupMessage(life, seq),
    v: 1,
    ExpiresAt: keptUntil,
    ...(present(rest) as Pick<GroupDraft, 'sender' | 'random' | 'body' | 'priority'>),
    seq,
    time,
    uncountedBefore,
    ...(!countsAsUnread(draft) && { noUnread: true }),
    ...(noLast && { noLast: true }),
    ...(needReceipt && { needReceipt: true }),
    ...(extensible && { extensible: true }),
    ...(withoutWebhooks.length > 0 && { withoutWebhooks }),
  } as GroupMessageItem;
};

/**
 * The number that a message got when it was sent before: ½ read unit, or 1 when consistent.
 * @param now milliseconds since 1970
 */
export const sentBefore = async (
  table: Table,
  life: GroupLife,
  { sender, random }: Pick<GroupDraft, 'sender' | 'random'>,
  now: number,
  consistent = false,
): Promise<GroupSentItem | undefined> => {
  const sent = await table.get<GroupSentItem>(keys.groupSent(life, sender, random), { consistent });
  return sent && isLive(sent, now) ? sent : undefined;
};

/**
 * Claims a message for its sender under the number that was taken for it: 1 write unit.
 * @param now milliseconds since 1970
 * @returns the earlier claim when the message was sent before; the number stays without a message then
 */
export const claim = async (
  table: Table,
  life: GroupLife,
  draft: GroupDraft,
  { seq, time, uncountedBefore }: Place,
  now: number,
): Promise<GroupSentItem | undefined> => {
  const second = Math.floor(now / 1000);
  const item: GroupSentItem = {
    ...keys.groupSent(life, draft.sender, draft.random),
    v: 1,
    seq,
    time,
    uncountedBefore,
    ExpiresAt: second + repeatSeconds,
  };
  const condition = 'attribute_not_exists(PK) OR ExpiresAt <= :second';
  const put = () => conditionHeld(table.put({ item, condition, values: { ':second': second } }));
  if (await put()) return undefined;
  const earlier = await sentBefore(table, life, draft, now, true);
  if (earlier) return earlier;
  // It was deleted between the two calls, being over.
  if (await put()) return undefined;
  throw new Error('a claim came and went');
};

/** A message by its number: 1 read unit for each begun 4 KB. Undefined when there is none, or none any more. */
export const messageOf = async (
  table: Table,
  life: GroupLife,
  seq: number,
  now: number,
): Promise<GroupMessageItem | undefined> => {
  const message = await table.get<GroupMessageItem>(keys.groupMessage(life, seq), { consistent: true });
  return message && isLive(message, now) ? message : undefined;
};

/** Messages by their numbers: 1 read unit for each begun 4 KB of each. Those that are there, in the order of their numbers. */
export const messagesOf = async (
  table: Table,
  life: GroupLife,
  seqs: readonly number[],
  now: number,
): Promise<readonly GroupMessageItem[]> => {
  const wanted = [...new Set(seqs)].map(seq => keys.groupMessage(life, seq));
  const found = await table.getMany<GroupMessageItem>(wanted, { consistent: true });
  return found.filter(item => isLive(item, now)).sort((one, other) => one.seq - other.seq);
};

/** Messages by the block of 100 numbers that they stand in. */
export const blocksOf = (messages: readonly GroupMessageItem[]): readonly (readonly GroupMessageItem[])[] => {
  const blocks = new Map<string, GroupMessageItem[]>();
  for (const message of messages) {
    const name = keys.groupReceiptsPrefix(message.seq);
    blocks.set(name, [...(blocks.get(name) ?? []), message]);
  }
  return [...blocks.values()];
};

/**
 * Writes a message under its number unless it stands there: 1 write unit for each begun KB.
 * @returns the message as it stands there
 */
export const write = async (
  table: Table,
  life: GroupLife,
  item: GroupMessageItem,
  now: number,
): Promise<GroupMessageItem> => {
  if (await conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' }))) return item;
  return (await messageOf(table, life, item.seq, now)) ?? item;
};

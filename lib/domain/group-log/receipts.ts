import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupReceiptsItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { memberCountOf, membersAmong } from '../group/member-store.ts';
import { checkType } from '../group/refused-commands.ts';
import { isLive } from '../session/session-store.ts';
import { blocksOf, messagesOf } from './log-store.ts';

/** Contract: groups.md 14, 10060. */
const maximumMembers = 200;

/**
 * Whether messages of a group may ask for receipts: 1 read unit.
 * @returns how many members there are
 * @throws Fault GroupNotPermitted for a type without receipts, GroupTooLargeForReceipts
 */
export const checkReceipts = async (table: Table, { type }: GroupItem, life: GroupLife): Promise<number> => {
  checkType('group_msg_receipt', type);
  const members = await memberCountOf(table, life);
  if (members > maximumMembers) throw new Fault('GroupTooLargeForReceipts');
  return members;
};

const isFor = ({ to, sender }: GroupMessageItem, reader: UserId): boolean =>
  sender !== reader && (!to || to.includes(reader));

/**
 * Notes that a member has read messages that asked for receipts: 1 read unit for each of them, and 1 write unit for a block of
 * 100 numbers, however many of them it names.
 * @param now milliseconds since 1970
 * @returns those messages, also when they were confirmed before
 */
export const noteReceipts = async (
  table: Table,
  life: GroupLife,
  reader: UserId,
  seqs: readonly number[],
  now: number,
): Promise<readonly GroupMessageItem[]> => {
  const messages = await messagesOf(table, life, seqs, now);
  const asked = messages.filter(message => message.needReceipt && isFor(message, reader));
  await forEachOf(blocksOf(asked), async block => {
    const [first] = block;
    if (!first) return;
    const kept = Math.max(...block.map(({ ExpiresAt = 0 }) => ExpiresAt));
    await table.update({
      key: keys.groupReceipts(life, first.seq, reader),
      set: 'ADD seqs :seqs SET v = :v, account = :reader, #expires = :kept',
      names: { '#expires': expiryAttribute },
      values: { ':seqs': new Set(block.map(({ seq }) => seq)), ':v': 1, ':reader': reader, ':kept': kept },
    });
  });
  return asked;
};

/** What the members have confirmed of the messages around a number: 1 read unit for about 20 members. */
const receiptsAround = async (
  table: Table,
  life: GroupLife,
  seq: number,
  now: number,
): Promise<readonly GroupReceiptsItem[]> => {
  const items = await allPages<GroupReceiptsItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: {
      ':pk': keys.groupReceipts(life, seq, '' as UserId).PK,
      ':prefix': keys.groupReceiptsPrefix(seq),
    },
    consistent: true,
  });
  return items.filter(item => isLive(item, now));
};

/** How far a message has been read. */
export interface ReadCount {
  readonly message: GroupMessageItem;
  readonly read: number;
  readonly unread: number;
}

const audienceOf = (
  { to, sender }: GroupMessageItem,
  members: number,
  senders: ReadonlyMap<UserId, MemberItem>,
): number => to?.length ?? members - (senders.has(sender) ? 1 : 0);

/**
 * Counts who has read messages and who has not: 1 read unit for each message and each sender, and 1 for about 20 members in each
 * block of 100 numbers.
 */
export const readCounts = async (
  table: Table,
  life: GroupLife,
  messages: readonly GroupMessageItem[],
  members: number,
  now: number,
): Promise<readonly ReadCount[]> => {
  const senders = await membersAmong(
    table,
    life,
    messages.map(({ sender }) => sender),
  );
  const counted = await forEachOf(blocksOf(messages), async block => {
    const receipts = await receiptsAround(table, life, block[0]?.seq ?? 0, now);
    return block.map(message => {
      const read = receipts.filter(({ seqs }) => seqs.has(message.seq)).length;
      return { message, read, unread: Math.max(0, audienceOf(message, members, senders) - read) };
    });
  });
  return counted.flat();
};

/** Who has confirmed to have read a message, by name: 1 read unit for about 20 members. */
export const readersOf = async (
  table: Table,
  life: GroupLife,
  seq: number,
  now: number,
): Promise<readonly UserId[]> =>
  (await receiptsAround(table, life, seq, now))
    .filter(({ seqs }) => seqs.has(seq))
    .map(({ account }) => account);

/** Who has not, by name: 1 read unit more for about 20 members. */
export const nonReadersOf = async (
  table: Table,
  life: GroupLife,
  { seq, to, sender }: GroupMessageItem,
  now: number,
): Promise<readonly UserId[]> => {
  const [readers, members] = await Promise.all([
    readersOf(table, life, seq, now),
    to ?? accountsIn(table, life),
  ]);
  return members.filter(account => account !== sender && !readers.includes(account)).sort();
};

const accountsIn = async (table: Table, life: GroupLife): Promise<readonly UserId[]> => {
  const items = await allPages<MemberItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.memberCount(life).PK, ':prefix': keys.memberPrefix },
    consistent: true,
  });
  return items.map(({ account }) => account);
};

import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import { audienceOf, type GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { membersAmong } from '../group/member-store.ts';
import { isLive } from '../session/session-store.ts';
import { namedIn } from './named.ts';

/** Numbers that are kept for an account; who is named more often than that before it reads is shown the last one. */
const mostKept = 20;

/** Where it is kept that an account was named: with what it has joined, or with what it has read of the topic. */
const placeOf = (life: GroupLife, account: UserId) =>
  life.community
    ? {
        key: keys.topicRead(life, account),
        set: `SET v = :v, topic = :topic, born = :born,
          readSeq = if_not_exists(readSeq, :none), readUncounted = if_not_exists(readUncounted, :none)`,
        values: { ':v': 1, ':topic': life.group, ':born': life.born, ':none': 0 },
        condition: undefined,
      }
    : {
        key: keys.joined(life.app, account, life.group),
        set: '',
        values: { ':born': life.born },
        condition: 'born = :born',
      };

const and = (...conditions: readonly (string | undefined)[]): string =>
  conditions.filter(one => one !== undefined).join(' AND ');

const noteOne = async (table: Table, life: GroupLife, account: UserId, seq: number): Promise<void> => {
  const { key, set, values, condition } = placeOf(life, account);
  const names = { '#named': 'named' };
  const added = await conditionHeld(
    table.update({
      key,
      set: `${set} ADD #named :seqs`,
      condition: and(condition, '(attribute_not_exists(#named) OR size(#named) < :most)'),
      names,
      values: { ...values, ':seqs': new Set([seq]), ':most': mostKept },
    }),
  );
  if (added) return;
  // Full of what was mostly read long ago, or no member any more.
  await conditionHeld(
    table.update({
      key,
      set: set ? `${set}, #named = :seqs` : 'SET #named = :seqs',
      condition: and(condition, 'attribute_exists(#named)', 'NOT contains(#named, :seq)'),
      names,
      values: { ...values, ':seqs': new Set([seq]), ':seq': seq },
    }),
  );
};

/**
 * Notes for those whom a message names one by one that it does, so that they see it when they log in anew: 1 write unit for each; in
 * a topic 1 read unit more, to see that they are members. One that names everyone is noted with its number.
 */
export const noteNamed = async (table: Table, life: GroupLife, message: GroupMessageItem): Promise<void> => {
  const { accounts, everyone } = namedIn(message);
  const all = new Set([...accounts, ...(everyone ? (message.to ?? []) : [])]);
  all.delete(message.sender);
  if (all.size === 0) return;
  const members = life.community ? await membersAmong(table, audienceOf(life), [...all]) : undefined;
  await forEachOf(
    [...all].filter(account => !members || members.has(account)),
    account => noteOne(table, life, account, message.seq),
  );
};

/** Where an account may have been named. */
export interface NamedPlace {
  readonly life: GroupLife;
  /** Numbers of messages that name it. */
  readonly named?: ReadonlySet<number> | undefined;
  /** The last one that names everyone. */
  readonly everyone?: number | undefined;
  /** The number up to which it has read, or cleared. */
  readonly readSeq: number;
}

/** A message that names somebody who has not read it: 1 the account itself, 2 everyone. */
export interface Mention {
  readonly message: GroupMessageItem;
  readonly flags: readonly (1 | 2)[];
}

const mentionOf = (message: GroupMessageItem, account: UserId): readonly Mention[] => {
  const { accounts, everyone } = namedIn(message);
  const flags = [...(accounts.includes(account) ? [1 as const] : []), ...(everyone ? [2 as const] : [])];
  const isShown = !message.recalledBy && !message.gone && message.sender !== account;
  return isShown && flags.length > 0 ? [{ message, flags }] : [];
};

/**
 * Messages that name an account and that it has not read, of each place the earliest first: nothing is read where there is none, else ½ read
 * unit for each.
 * @param now milliseconds since 1970
 */
export const mentionsIn = async (
  table: Table,
  account: UserId,
  places: readonly NamedPlace[],
  now: number,
): Promise<readonly (readonly Mention[])[]> => {
  const wanted = places.map(({ life, named = [], everyone = 0, readSeq }) =>
    [...new Set([...named, everyone])]
      .filter(seq => seq > readSeq)
      .sort((one, other) => one - other)
      .map(seq => keys.groupMessage(life, seq)),
  );
  const found = await table.getMany<GroupMessageItem>(wanted.flat());
  const byKey = new Map(
    found.filter(item => isLive(item, now)).map(item => [`${item.PK}\n${item.SK}`, item]),
  );
  return wanted.map(some =>
    some.flatMap(({ PK, SK }) => {
      const message = byKey.get(`${PK}\n${SK}`);
      return message ? mentionOf(message, account) : [];
    }),
  );
};

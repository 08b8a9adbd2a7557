import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupChatItem, GroupItem, JoinedItem, MemberItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupChangeItem, GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import type { GroupDirectory } from '../group/group-directory.ts';
import { joinedOf } from '../group/joined-store.ts';
import { overlapSeconds } from '../message/overlap.ts';
import { isLive } from '../session/session-store.ts';
import { topicMark } from '../topic/topic-mark.ts';
import { modificationsSince } from './changes.ts';
import { mentionsIn } from './mentions.ts';
import { pushedGroupAt, pushedGroupModification } from './pushed-message.ts';
import { stateOfMany } from './state.ts';
import { effective } from './unread.ts';

interface Deps {
  readonly table: Table;
  readonly groups: GroupDirectory;
}

/** Whose client was away, and since when. */
export interface Absent {
  readonly app: SdkAppId;
  readonly account: UserId;
  /** Seconds since 1970; absent: it comes for the first time and knows nothing. */
  readonly since?: number | undefined;
}

/** A group of the account with its numbers. */
interface Standing {
  readonly joined: JoinedItem;
  readonly life: GroupLife;
  readonly state: GroupStateItem;
}

/** Something to tell, in order of time. */
interface News {
  readonly at: number;
  readonly event: PushEvent;
}

const nameOf = ({ PK, SK }: Key): string => `${PK}\n${SK}`;

const standingsOf = async (table: Table, { app, account }: Absent): Promise<readonly Standing[]> => {
  const joined = (await joinedOf(table, app, account)).filter(({ discard }) => !discard);
  const lives = joined.map(({ group, born }) => ({ app, group, born }));
  const states = await stateOfMany(table, lives);
  return joined.flatMap((one, i) => {
    const [life, state] = [lives[i], states[i]];
    return life && state ? [{ joined: one, life, state }] : [];
  });
};

/** The group as it is now, if it is in that life. */
const cardOf = async ({ groups }: Deps, { app, group, born }: GroupLife): Promise<GroupItem | undefined> => {
  const found = await groups.find(app, group);
  return found?.born === born ? found : undefined;
};

/** Messages that name the account and that it has not read: 1 read unit for each group with one, and ½ for each message. */
const mentionNews = async (
  deps: Deps,
  { app, account, since = 0 }: Absent,
  standings: readonly Standing[],
  now: number,
): Promise<readonly News[]> => {
  const named = standings.filter(({ joined, state }) => joined.named?.size || state.allNamed);
  const wanted = named.flatMap(({ life }) => [
    keys.member(life, account),
    keys.groupChat(app, account, life.group),
  ]);
  const items = await deps.table.getMany<MemberItem | GroupChatItem>(wanted);
  const byKey = new Map(items.map(item => [nameOf(item), item]));
  const places = named.map(({ joined, life, state }, i) => {
    const [member, chat] = wanted.slice(2 * i, 2 * i + 2).map(key => byKey.get(nameOf(key)));
    const { deletedThrough = 0, clearedThrough = 0, born } = (chat ?? {}) as Partial<GroupChatItem>;
    const gone = born === life.born ? Math.max(deletedThrough, clearedThrough) : 0;
    const readSeq = member ? effective(member as MemberItem, state).readSeq : Number.POSITIVE_INFINITY;
    return { life, named: joined.named, everyone: state.allNamed, readSeq: Math.max(gone, readSeq) };
  });
  const mentions = await mentionsIn(deps.table, account, places, now);
  const found = places.map(({ life }, i) => ({ life, unread: mentions[i] ?? [] }));
  const news = await forEachOf(found, async ({ life, unread }): Promise<readonly News[]> => {
    const missed = unread.filter(({ message }) => message.time >= since - overlapSeconds);
    const card = missed.length > 0 ? await cardOf(deps, life) : undefined;
    return card
      ? missed.map(({ message, flags }) => ({ at: message.time, event: pushedGroupAt(card, message, flags) }))
      : [];
  });
  return news.flat();
};

const placeOf = (life: GroupLife, { topic, topicBorn }: GroupChangeItem): GroupLife =>
  topic && topicBorn !== undefined
    ? { app: life.app, group: topic, born: topicBorn, community: { group: life.group, born: life.born } }
    : life;

/** A message that was modified. */
interface Modified {
  readonly place: GroupLife;
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Modifications of a group and its topics, each message once, without those of topics of which the account wants nothing. */
const modifiedIn = async (
  { table }: Deps,
  { since = 0 }: Absent,
  { life, joined }: Standing,
  now: number,
): Promise<ReadonlyMap<string, Modified>> => {
  const changes = await modificationsSince(table, life, since * 1000, now);
  const all = changes.map(change => ({ place: placeOf(life, change), seq: change.seq, at: change.at }));
  const heard = all.filter(({ place }) => place === life || !joined.silenced?.has(topicMark(place)));
  return new Map(heard.map(one => [nameOf(keys.groupMessage(one.place, one.seq)), one]));
};

const isToldOf = ({ to, sender, recalledBy, gone, version }: GroupMessageItem, account: UserId): boolean =>
  version !== undefined && !recalledBy && !gone && (!to || sender === account || to.includes(account));

/** What was modified in one group and its topics: 1 read unit, and 1 for each message. */
const modificationNews = async (
  deps: Deps,
  absent: Absent,
  standing: Standing,
  now: number,
): Promise<readonly News[]> => {
  const { life } = standing;
  const [modified, card] = await Promise.all([modifiedIn(deps, absent, standing, now), cardOf(deps, life)]);
  if (!card) return [];
  const wanted = [...modified.values()].map(({ place, seq }) => keys.groupMessage(place, seq));
  const messages = await deps.table.getMany<GroupMessageItem>(wanted, { consistent: true });
  return messages.flatMap(message => {
    const one = modified.get(nameOf(message));
    if (!one || !isLive(message, now) || !isToldOf(message, absent.account)) return [];
    const { group: topic, born } = one.place;
    const group = one.place === life ? card : { ...card, topic: { topic, born } };
    const event: PushEvent = {
      Event: 18,
      GroupMsgModNotifys: [pushedGroupModification(life.app, group, message)],
    };
    return [{ at: one.at / 1000, event }];
  });
};

/** Takes of the latest news what fits, and puts that in order. */
const fitting = (news: readonly News[], bytes: number): readonly News[] => {
  let left = bytes;
  return news
    .toReversed()
    .sort((one, other) => other.at - one.at)
    .filter(({ event }) => {
      left -= Buffer.byteLength(JSON.stringify(event));
      return left >= 0;
    })
    .reverse();
};

/**
 * What happened in the groups of an account that its client cannot see in lists and histories: which messages it may know were
 * modified while it was away, and which unread ones name it. Recalls are asked for by the group (`recallsBetween`): published
 * clients count one that they are told of twice against what is unread. 1 read unit for about 25 groups, ½ for the state of each, and
 * what is found in those where something was.
 * @param bytes that there is room for; the latest fit
 * @param now milliseconds since 1970
 */
export const missedInGroups = async (
  deps: Deps,
  absent: Absent,
  bytes: number,
  now: number,
): Promise<readonly PushEvent[]> => {
  const standings = await standingsOf(deps.table, absent);
  const { since } = absent;
  const modified = standings.filter(
    ({ state }) => since !== undefined && (state.modifiedAt ?? 0) >= (since - overlapSeconds) * 1000,
  );
  const [mentions, changes] = await Promise.all([
    mentionNews(deps, absent, standings, now),
    forEachOf(modified, standing => modificationNews(deps, absent, standing, now)),
  ]);
  return fitting([...changes.flat(), ...mentions], bytes).map(({ event }) => event);
};

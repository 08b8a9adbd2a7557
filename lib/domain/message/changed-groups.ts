import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { ChatItem } from '../../table/items.ts';
import { chatsFrom } from '../conversation/chat-store.ts';
import type { Viewer } from './changes.ts';
import { overlapSeconds } from './overlap.ts';
import type { SyncCookie, SyncPlace } from './sync-cookie.ts';

/** Conversations merged by time: as many as are asked at once. */
const groupSize = 25;

/** Some neighbouring conversations that changed. */
export interface ChangedGroup {
  readonly chats: readonly ChatItem[];
  readonly first: UserId;
  readonly last: UserId;
  /** What of it has come on earlier pages. */
  readonly behind?: SyncPlace | undefined;
}

const hasChanged =
  ({ since }: SyncCookie) =>
  ({ lastTime }: ChatItem): boolean =>
    lastTime >= since - overlapSeconds;

const groupOf = (chats: readonly ChatItem[]): ChangedGroup | undefined => {
  const [first, last] = [chats[0], chats.at(-1)];
  return first && last && { chats, first: first.peer, last: last.peer };
};

/** The group that a cookie names, as it is now: what has come to it since belongs to it. */
async function* namedGroup(
  table: Table,
  viewer: Viewer,
  { group, ...cookie }: SyncCookie,
  now: number,
): AsyncGenerator<ChangedGroup> {
  if (!group) return;
  const [first, last] = [group.first as UserId, group.last as UserId];
  const chats: ChatItem[] = [];
  for await (const page of chatsFrom(table, viewer.app, viewer.account, { first, last }, now)) {
    chats.push(...page.filter(hasChanged(cookie)));
  }
  yield { chats, first, last, behind: group.behind };
}

/**
 * The conversations that changed since a cookie, some at a time, in the order of their peers, which nothing can change
 * while a client reads page after page.
 * @param all the account's conversations, on the first page of a sync, where all are read anyway
 * @param now milliseconds since 1970
 */
export async function* changedGroups(
  table: Table,
  viewer: Viewer,
  cookie: SyncCookie,
  all: readonly ChatItem[] | undefined,
  now: number,
): AsyncGenerator<ChangedGroup> {
  yield* namedGroup(table, viewer, cookie, now);
  const behind = cookie.group?.last as UserId | undefined;
  const pages = all ? [all] : chatsFrom(table, viewer.app, viewer.account, { first: behind }, now);
  let waiting: ChatItem[] = [];
  for await (const page of pages) {
    waiting.push(...page.filter(chat => chat.peer !== behind && hasChanged(cookie)(chat)));
    while (waiting.length >= groupSize) {
      const group = groupOf(waiting.slice(0, groupSize));
      waiting = waiting.slice(groupSize);
      if (group) yield group;
    }
  }
  const rest = groupOf(waiting);
  if (rest) yield rest;
}

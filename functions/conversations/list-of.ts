import {
  inListOrder,
  type Listable,
  type ListedChat,
  type ListOwner,
  listable,
  newestOnTop,
  type Placed,
  pinnedNames,
  withLastMessages,
} from '../../lib/domain/conversation/chat-list.ts';
import { conversationsOf } from '../../lib/domain/conversation/chat-store.ts';
import { type Label, labelsOf } from '../../lib/domain/conversation/labels.ts';
import {
  behind,
  fill,
  type ListEntry,
  type ListPosition,
  nextPosition,
} from '../../lib/domain/conversation/list-page.ts';
import {
  type DescribedGroup,
  describedGroups,
  type GroupConversation,
  type GroupListOwner,
  groupConversationsOf,
} from '../../lib/domain/group-log/group-conversations.ts';
import type { Shared, TablePorts } from '../../lib/domain/program.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { LabelParts } from '../../lib/protocol/conversation-schemas.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { labelParts } from './labels-on-wire.ts';
import { ownerOf } from './owner-of.ts';

/** What both list commands ask. */
export interface ListBody {
  readonly From_Account?: UserId | undefined;
  readonly TimeStamp: number;
  readonly StartIndex: number;
  readonly TopTimeStamp: number;
  readonly TopStartIndex: number;
  readonly AssistFlags: number;
}

/** Bit of `AssistFlags`: conversations without a message as well. */
const withEmptied = 2;

const positionIn = (body: ListBody): ListPosition => ({
  time: body.TimeStamp,
  tie: body.StartIndex,
  pinnedTime: body.TopTimeStamp,
  pinnedTie: body.TopStartIndex,
});

/** Turns conversations into items, one each. */
export interface OnWire<Item> {
  chats(account: UserId, chats: readonly ListedChat[]): Promise<readonly Item[]>;
  group(described: DescribedGroup): Item;
}

/** What lists are made of. */
type Any = Listable | GroupConversation;

const isGroup = (one: Any): one is GroupConversation => 'joined' in one;

/** Makes entries of conversations: with their last messages and labels, those without a message if they are wanted. */
const entryMaker = <Item extends object>(
  { table, clock }: TablePorts,
  owner: ListOwner & GroupListOwner,
  labels: readonly Label[],
  emptied: boolean,
  onWire: OnWire<Item>,
) => {
  const labelled = new Map<UserId, Label>(labels.map(label => [label.peer, label]));
  const entry = (placed: Placed, time: number, item: Item): ListEntry<Item & LabelParts> => ({
    placed,
    time,
    item: { ...item, ...labelParts(labelled.get(placed.peer)) },
  });
  return async (some: readonly Any[]): Promise<readonly ListEntry<Item & LabelParts>[]> => {
    const now = clock.now();
    const [all, groups] = await Promise.all([
      withLastMessages(
        table,
        owner,
        some.filter((one): one is Listable => !isGroup(one)),
        now,
      ),
      describedGroups(table, owner, some.filter(isGroup), now),
    ]);
    const wanted = all.filter(({ last }) => last || emptied);
    const items = await onWire.chats(owner.account, wanted);
    const made = new Map<UserId, ListEntry<Item & LabelParts>>();
    for (const [i, item] of items.entries()) {
      const listed = wanted[i];
      const placed = listed && some.find(({ peer }) => peer === listed.peer);
      if (placed) made.set(placed.peer, entry(placed, listed.time, item));
    }
    for (const group of groups.filter(({ last }) => last || emptied))
      made.set(group.peer, entry(group, group.last?.time ?? group.second, onWire.group(group)));
    return some.flatMap(({ peer }) => made.get(peer) ?? []);
  };
};

/**
 * One page of the list of the account that a call acts for, pinned conversations first, then newest first: 1 read unit for about
 * 15 conversations of the account, for about 25 groups and for about 25 labels, half a unit for the state of each group and for each
 * last message that the page shows, 1½ for each group on the page.
 * @throws Fault ConversationAccountNotFound, ConversationAdminRequired
 */
export const listPage = async <Item extends object>(
  body: ListBody,
  context: Context,
  deps: TablePorts & Shared,
  onWire: OnWire<Item>,
) => {
  const account = await ownerOf(body.From_Account, context, deps);
  const { id: app, settings } = context.application;
  const { listedConversations: limit, retentionDays } = settings;
  const owner = { app, account, limit, retentionDays, settings };
  const now = deps.clock.now();
  const [all, { labels }] = await Promise.all([
    conversationsOf(deps.table, app, account, now),
    labelsOf(deps.table, { app, owner: account }),
  ]);
  const groups = await groupConversationsOf(deps.table, owner, pinnedNames(all), now);
  const emptied = (body.AssistFlags & withEmptied) !== 0;
  const make = entryMaker(deps, owner, labels, emptied, onWire);
  const ordered = [...listable(all, limit), ...groups].sort(inListOrder).slice(0, limit);
  const page = await fill(behind<Any>(ordered, positionIn(body)), make);
  const next = nextPosition(positionIn(body), page, Math.floor(now / 1000));
  const shown = page.entries.map(one => ({ ...one, ...one.placed })).sort(newestOnTop);
  return {
    SessionItem: shown.map(({ item }) => item),
    CompleteFlag: page.complete ? (1 as const) : (0 as const),
    TimeStamp: next.time,
    StartIndex: next.tie,
    TopTimeStamp: next.pinnedTime,
    TopStartIndex: next.pinnedTie,
  };
};

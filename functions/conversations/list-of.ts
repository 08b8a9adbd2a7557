import {
  type Listable,
  type ListedChat,
  type ListOwner,
  listable,
  newestOnTop,
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

type OnWire<Item> = (account: UserId, chats: readonly ListedChat[]) => Promise<readonly Item[]>;

/** Makes entries of conversations: with their last messages and labels, those without a message if they are wanted. */
const entryMaker = <Item extends { readonly To_Account: string }>(
  { table, clock }: TablePorts,
  owner: ListOwner,
  labels: readonly Label[],
  emptied: boolean,
  onWire: OnWire<Item>,
) => {
  const labelled = new Map<string, Label>(labels.map(label => [label.peer, label]));
  return async (some: readonly Listable[]): Promise<readonly ListEntry<Item & LabelParts>[]> => {
    const all = await withLastMessages(table, owner, some, clock.now());
    const wanted = all.filter(({ last }) => last || emptied);
    const items = await onWire(owner.account, wanted);
    return items.flatMap((item, i) => {
      const listed = wanted[i];
      return listed ? [{ listed, item: { ...item, ...labelParts(labelled.get(item.To_Account)) } }] : [];
    });
  };
};

/**
 * One page of the list of the account that a call acts for, pinned conversations first, then newest first: 1 read unit for about
 * 15 conversations of the account and for about 25 labels, and half a unit for each last message that the page shows.
 * @param onWire turns conversations into items, one each
 * @throws Fault ConversationAccountNotFound, ConversationAdminRequired
 */
export const listPage = async <Item extends { readonly To_Account: string }>(
  body: ListBody,
  context: Context,
  deps: TablePorts & Shared,
  onWire: OnWire<Item>,
) => {
  const account = await ownerOf(body.From_Account, context, deps);
  const { id: app, settings } = context.application;
  const { listedConversations: limit, retentionDays } = settings;
  const now = deps.clock.now();
  const [all, { labels }] = await Promise.all([
    conversationsOf(deps.table, app, account, now),
    labelsOf(deps.table, { app, owner: account }),
  ]);
  const emptied = (body.AssistFlags & withEmptied) !== 0;
  const make = entryMaker(deps, { app, account, limit, retentionDays }, labels, emptied, onWire);
  const page = await fill(behind(listable(all, limit), positionIn(body)), make);
  const next = nextPosition(positionIn(body), page, Math.floor(now / 1000));
  const shown = [...page.entries].sort((one, other) => newestOnTop(one.listed, other.listed));
  return {
    SessionItem: shown.map(({ item }) => item),
    CompleteFlag: page.complete ? (1 as const) : (0 as const),
    TimeStamp: next.time,
    StartIndex: next.tie,
    TopTimeStamp: next.pinnedTime,
    TopStartIndex: next.pinnedTie,
  };
};

import { type ListedChat, listedChats } from '../../lib/domain/conversation/chat-list.ts';
import { type Label, labelsOf } from '../../lib/domain/conversation/labels.ts';
import { behind, fitting, type ListPosition, nextPosition } from '../../lib/domain/conversation/list-page.ts';
import type { Shared, TablePorts } from '../../lib/domain/program.ts';
import type { Context } from '../../lib/kernel/call.ts';
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

/**
 * One page of the list of the account that a call acts for, pinned conversations first, then newest first.
 * @param onWire turns what is left of the list into items
 * @throws Fault ConversationAccountNotFound, ConversationAdminRequired
 */
export const listPage = async <Item extends { readonly To_Account: string }>(
  body: ListBody,
  context: Context,
  deps: TablePorts & Shared,
  onWire: (account: UserId, chats: readonly ListedChat[]) => Promise<readonly Item[]>,
) => {
  const account = await ownerOf(body.From_Account, context, deps);
  const { id: app, settings } = context.application;
  const { listedConversations: limit, retentionDays } = settings;
  const now = deps.clock.now();
  const [all, { labels }] = await Promise.all([
    listedChats(deps.table, { app, account, limit, retentionDays }, now),
    labelsOf(deps.table, { app, owner: account }),
  ]);
  const labelled = new Map<string, Label>(labels.map(label => [label.peer, label]));
  const wanted = all.filter(({ last }) => last || (body.AssistFlags & withEmptied) !== 0);
  const rest = behind(wanted, positionIn(body));
  const plain = await onWire(account, rest);
  const items = plain.map(item => ({ ...item, ...labelParts(labelled.get(item.To_Account)) }));
  const count = fitting(items);
  const complete = count === items.length;
  const next = nextPosition(positionIn(body), rest.slice(0, count), complete, Math.floor(now / 1000));
  return {
    SessionItem: items.slice(0, count),
    CompleteFlag: complete ? (1 as const) : (0 as const),
    TimeStamp: next.time,
    StartIndex: next.tie,
    TopTimeStamp: next.pinnedTime,
    TopStartIndex: next.pinnedTie,
  };
};

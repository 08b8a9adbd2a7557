import { fitting } from '../../../lib/domain/conversation/list-page.ts';
import { friendIndexOf } from '../../../lib/domain/friend/friend-index.ts';
import { cutBefore, type FriendPage, friendPage } from '../../../lib/domain/friend/friend-store.ts';
import type { FriendOwner } from '../../../lib/domain/friend/tie.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import type { FriendIndexItem, FriendItem } from '../../../lib/table/friend-items.ts';
import { keys } from '../../../lib/table/keys.ts';
import { ownValues, standardValues } from '../friend-tags.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.friend_get;

/** Which parts of the friends a caller does not have yet. */
interface Wanted {
  readonly standard: boolean;
  readonly custom: boolean;
}

const onWire =
  (index: FriendIndexItem | undefined, { standard, custom }: Wanted) =>
  (item: FriendItem) => ({
    To_Account: item.friend,
    ValueItem: [
      ...(standard ? standardValues(item, index?.groups ?? []) : []),
      ...(custom ? ownValues(item) : []),
    ],
  });

/** A page as far as one answer carries it. */
const carried = (page: FriendPage, make: (item: FriendItem) => object): FriendPage => {
  const count = fitting(page.friends.map(make));
  const first = page.friends[count];
  return first ? cutBefore(page.friends, keys.friendPlace(first.friend)) : page;
};

const nothing: FriendPage = { friends: [] };

const pageOf = (table: TablePorts['table'], owner: FriendOwner, from: number, wanted: Wanted) =>
  wanted.standard || wanted.custom ? friendPage(table, owner, from) : nothing;

/**
 * Lists friends page by page, at most 300 and 100 KB: 1 read unit for about 25 and 1 for the index; only that one when the caller
 * has everything.
 */
export const friendGet: Handler<Spec, TablePorts & Shared> = async (body, context, { table, accounts }) => {
  const owner = await relationOwner(body.From_Account, context, { accounts });
  const index = await friendIndexOf(table, owner);
  const { friends = 0, standardSequence = 0, customSequence = 0 } = index ?? {};
  const wanted = {
    standard: body.StandardSequence !== standardSequence,
    custom: body.CustomSequence !== customSequence,
  };
  const make = onWire(index, wanted);
  const page = carried(await pageOf(table, owner, body.StartIndex, wanted), make);
  return {
    UserDataItem: page.friends.map(make),
    StandardSequence: standardSequence,
    CustomSequence: customSequence,
    FriendNum: friends,
    CompleteFlag: page.next === undefined ? (1 as const) : (0 as const),
    NextStartIndex: page.next ?? 0,
  };
};

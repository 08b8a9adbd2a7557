import { cardsOf } from '../../../lib/domain/account/many-cards.ts';
import type { GroupDirectory } from '../../../lib/domain/group/group-directory.ts';
import { missedInGroups } from '../../../lib/domain/group-log/missed-in-groups.ts';
import type { Change } from '../../../lib/domain/message/changes.ts';
import { sync } from '../../../lib/domain/message/sync.ts';
import { decodeCookie, encodeCookie } from '../../../lib/domain/message/sync-cookie.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { deletionEvent } from '../../../lib/protocol/conversation-pushes.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import { type PushEvent, recallEvent } from '../../../lib/protocol/pushes.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { historyMessage, modificationEvent, pushedRecall } from '../wire-message.ts';

type Spec = typeof openim.commands.getmsg;
type Deps = TablePorts & Shared & { readonly groups: GroupDirectory };

/** Bytes of the last page that are left for what happened in groups. */
const groupBytes = 30_000;

/** Clients take events beside the list, but only recalls in it. */
const modificationsIn = (entry: object): readonly PushEvent[] => {
  const events = 'EventArray' in entry ? (entry.EventArray as readonly PushEvent[]) : [];
  return events.filter(event => 'C2cMsgModNotifys' in event);
};

/** What happened to an account's messages, as its clients are told. */
const onWire =
  ({ id: app }: Application, account: UserId, deps: TablePorts & Shared) =>
  async (changes: readonly Change[]) => {
    const senders = changes.flatMap(change => ('body' in change ? change.sender : []));
    const cards = await cardsOf(deps, app, senders);
    return changes.map(change => {
      if ('body' in change) return historyMessage(app, change, account, cards.get(change.sender));
      if (typeof change.modified === 'object') {
        return { EventArray: [modificationEvent(app, change.modified)] };
      }
      return { EventArray: [recallEvent(pushedRecall(app, change, change.recalledBy ?? change.sender))] };
    });
  };

/** Reads what a client missed since its cookie. Published clients ignore the answer without a cookie and a list. */
export const getmsg: Handler<Spec, Deps> = async (body, { application, caller }, deps) => {
  const { id: app, settings } = application;
  const { account } = caller;
  const cookie = decodeCookie(body.Cookie);
  const request = {
    app,
    account,
    cookie,
    conversations: settings.listedConversations,
    retentionDays: settings.retentionDays,
    bytesBeside: groupBytes,
    onWire: onWire(application, account, deps),
  };
  const page = await sync(deps.table, request, deps.clock.now());
  const { deleted } = page;
  const absent = { app, account, since: cookie?.since };
  const inGroups = page.done ? await missedInGroups(deps, absent, groupBytes, deps.clock.now()) : [];
  const deletions = settings.syncDeletion && deleted.length > 0 ? [deletionEvent(deleted)] : [];
  const events = [...page.changes.flatMap(modificationsIn), ...deletions, ...inGroups];
  // Who goes on from a cookie expects to learn everything; where nothing is kept, nobody can.
  const lost = body.Cookie !== '' && (cookie === undefined || settings.noStore);
  return {
    SyncFlag: page.done ? 2 : 1,
    Cookie: encodeCookie(page.cookie),
    MsgList: page.changes.filter(entry => modificationsIn(entry).length === 0),
    ...(events.length > 0 && { EventArray: events }),
    C2CPairUnreadCount: page.unread.map(({ peer, count }) => ({ From_Account: peer, UnreadCount: count })),
    Incomplete: page.incomplete || lost ? 1 : 0,
  };
};

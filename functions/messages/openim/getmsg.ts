import { type Change, sync } from '../../../lib/domain/message/sync.ts';
import { decodeCookie, encodeCookie } from '../../../lib/domain/message/sync-cookie.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { deletionEvent } from '../../../lib/protocol/conversation-pushes.ts';
import { recallEvent } from '../../../lib/protocol/pushes.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { historyMessage, modificationEvent, pushedRecall } from '../wire-message.ts';

type Spec = typeof openim.commands.getmsg;

/** Reads what a client missed since its cookie. Published clients ignore the answer without a cookie and a list. */
export const getmsg: Handler<Spec, TablePorts & Shared> = async (body, { application, caller }, deps) => {
  const { id: app, settings } = application;
  const { account } = caller;
  const request = {
    app,
    account,
    cookie: decodeCookie(body.Cookie),
    conversations: settings.listedConversations,
  };
  const page = await sync(deps.table, request, deps.clock.now());
  const onWire = async (item: Change) => {
    if ('body' in item) {
      return historyMessage(app, item, account, await deps.accounts.find(app, item.sender));
    }
    if (typeof item.modified === 'object') return { EventArray: [modificationEvent(app, item.modified)] };
    return { EventArray: [recallEvent(pushedRecall(app, item, item.recalledBy ?? item.sender))] };
  };
  const { deleted } = page;
  const deletions =
    settings.syncDeletion && deleted.length > 0 ? [{ EventArray: [deletionEvent(deleted)] }] : [];
  return {
    SyncFlag: page.done ? 2 : 1,
    Cookie: encodeCookie(page.cookie),
    MsgList: [...(await Promise.all(page.changes.map(onWire))), ...deletions],
    C2CPairUnreadCount: page.unread.map(({ peer, count }) => ({ From_Account: peer, UnreadCount: count })),
  };
};

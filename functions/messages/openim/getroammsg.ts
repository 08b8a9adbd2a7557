import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { historyReply, maximumMessages } from '../history-reply.ts';

type Spec = typeof openim.commands.getroammsg;

/** Reads a page of the caller's own history with another account. */
export const getroammsg: Handler<Spec, TablePorts & Shared> = async (body, { application, caller }, deps) => {
  // After a reconnect the published client asks in this direction for each conversation, and then for everything once
  // more by getmsg. Messages that it gets here do not count into its unread numbers; what getmsg brings does.
  if (body.GetDirection === 1) return { Complete: 1, MsgCnt: 0, LastMsgTime: 0, MsgKey: '' };
  const request = {
    app: application.id,
    viewer: caller.account,
    peer: body.Peer_Account,
    limit: Math.min(body.MaxCnt, maximumMessages),
    until: body.LastMsgTime || undefined,
    before: body.MsgKey,
    withRecalled: body.WithRecalledMsg === 1,
  };
  const { lastKey, ...reply } = await historyReply(deps, request, caller.account);
  return { ...reply, MsgKey: lastKey };
};

import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { historyReply, maximumMessages } from '../history-reply.ts';

type Spec = typeof openim.commands.admin_getroammsg;

/** Reads a page of history as one of the two sees it. */
export const adminGetroammsg: Handler<Spec, TablePorts & Shared> = async (body, { application }, deps) => {
  const { lastKey, ...reply } = await historyReply(deps, {
    app: application.id,
    viewer: body.Operator_Account,
    peer: body.Peer_Account,
    limit: Math.min(body.MaxCnt, maximumMessages),
    from: body.MinTime,
    until: body.MaxTime,
    before: body.LastMsgKey,
    withRecalled: true,
  });
  return { ...reply, LastMsgKey: lastKey };
};

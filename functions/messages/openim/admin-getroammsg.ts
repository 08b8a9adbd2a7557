import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { historyReply, maximumMessages } from '../history-reply.ts';
import { requireParties } from '../known-parties.ts';

type Spec = typeof openim.commands.admin_getroammsg;

/** Reads a page of history as one of the two sees it. */
export const adminGetroammsg: Handler<Spec, TablePorts & Shared> = async (body, { application }, deps) => {
  const { Operator_Account: viewer, Peer_Account: peer } = body;
  const { lastKey, ...reply } = await historyReply(deps, {
    app: application.id,
    viewer,
    peer,
    limit: Math.min(body.MaxCnt, maximumMessages),
    from: body.MinTime,
    until: body.MaxTime,
    before: body.LastMsgKey,
    withRecalled: true,
  });
  // What was said with an account that was deleted since can still be read.
  if (reply.MsgCnt === 0) await requireParties(deps, application.id, viewer, peer);
  return { ...reply, LastMsgKey: lastKey };
};

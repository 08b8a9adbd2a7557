import { type Pending, pendingFor } from '../../../lib/domain/group/pending.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import type { GroupType } from '../../../lib/protocol/group-words.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { millionGroupOpenHttpSvc } from '../../../lib/protocol/services/million_group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_pendency;

/** 0 asks itself, 1 is invited and is to answer, 2 is invited by somebody who may not decide. */
const kinds = { asks: 0, invited: 1, memberInvites: 2 } as const;

const entry = async (pending: Pending, app: Context['application']['id'], deps: GroupDeps) => {
  const { group, kind, account, inviter, message, at } = pending;
  const from = inviter ?? account;
  const card = await deps.accounts.find(app, from);
  return {
    From_Account: from,
    To_Account: inviter ? account : '',
    GroupId: group.group,
    GroupName: group.name,
    FromUserNickName: card?.nick ?? '',
    FromUserFaceUrl: card?.faceUrl ?? '',
    ApplyInviteMsg: message ?? '',
    AddTime: at,
    PendencyType: kinds[kind],
    Handled: 0,
    HandleResult: 0,
    Authentication: String(group.born),
  };
};

/** Published clients ask the twin for their communities, and here for all the others. */
const isAsked = (type: GroupType, { call }: Context): boolean =>
  (type === 'Community') === (call.service === millionGroupOpenHttpSvc.name);

/** Lists who waits for the caller's consent, the latest first (`pendingFor` says what it costs). */
export const getPendency: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { id: app } = context.application;
  const account = actingAccount(context.caller, body.Handle_Account, groupOpenHttpSvc);
  const before = body.StartTime || Number.POSITIVE_INFINITY;
  const limit = body.Limit ?? 20;
  const all = await pendingFor(deps.table, app, account, deps.clock.now());
  const asked = all.filter(({ group, at }) => isAsked(group.type, context) && at <= before);
  const next = asked[limit];
  const PendencyList = await Promise.all(asked.slice(0, limit).map(one => entry(one, app, deps)));
  return { PendencyList, NextStartTime: next?.at ?? 0, UnreadCount: asked.length };
};

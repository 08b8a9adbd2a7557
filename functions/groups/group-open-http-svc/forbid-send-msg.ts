import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { muteAccounts } from '../muting.ts';

type Spec = typeof groupOpenHttpSvc.commands.forbid_send_msg;

/** Mutes accounts of a lower role than the caller's, members or not: 1 read and 1 write unit each, and the tip. */
export const forbidSendMsg: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const group = await deps.groups.expectPlace(context.application, body.GroupId, body.TopicId);
  checkType('forbid_send_msg', group.type);
  const accounts = [...new Set(body.Members_Account)];
  const seconds = body.MuteTime ?? body.ShutUpTime ?? 0;
  await muteAccounts({ deps, context, group }, accounts, seconds);
  return {};
};

import { reportDropped } from '../../../lib/domain/fan-out/dropped.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { append } from '../../../lib/domain/group-log/append.ts';
import { keptSeconds, kindOf } from '../../../lib/domain/group-log/kind.ts';
import { sentBefore } from '../../../lib/domain/group-log/log-store.ts';
import { passMessage } from '../../../lib/domain/group-log/passing.ts';
import { checkReceipts } from '../../../lib/domain/group-log/receipts.ts';
import { admitSpeaker, noteSpoken } from '../../../lib/domain/group-log/speaker.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupMessageCommands } from '../../../lib/protocol/group-message-commands.ts';
import { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { checkContent, checkOptions, draftOf, isPassing } from '../message-draft.ts';

type Spec = typeof groupMessageCommands.send_group_msg;

/** Sends a message to a group: 3 write units up to 1 KB, 2 read units, whatever the number of members (docs/groups.md). */
export const sendGroupMsg: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { application, caller } = context;
  const { id: app, settings } = application;
  const sender = actingAccount(caller, body.From_Account, groupOpenHttpSvc);
  const [group, card] = await Promise.all([
    deps.groups.expectPlace(application, body.GroupId, body.TopicId),
    deps.accounts.find(app, sender),
  ]);
  if (!card) throw new Fault('GroupOperatorNotValid');
  checkOptions(body, group.type);
  checkContent({ body: body.MsgBody, cloudCustomData: body.CloudCustomData }, context);

  const { table } = deps;
  const now = deps.clock.now();
  const second = Math.floor(now / 1000);
  const life = lifeOf(app, group);
  const namesEveryone = body.GroupAtInfo?.some(({ GroupAtAllFlag }) => GroupAtAllFlag === 1) ?? false;
  const [member, sent] = await Promise.all([
    admitSpeaker(table, { application, caller, sender, card, group, life, namesEveryone }, now),
    sentBefore(table, life, { sender, random: body.Random }, now),
    body.NeedReadReceipt === 1 && checkReceipts(table, group, life),
  ]);
  const draft = draftOf(body, context, sender, card, member);
  if (isPassing(body, group.type)) {
    await passMessage(deps, group, life, draft, second);
    return { MsgTime: second, MsgSeq: 0 };
  }
  const kind = kindOf(group.type);
  const keeping = { now, seconds: keptSeconds(kind, settings) };
  const [{ message, state }] = await Promise.all([
    append(deps, life, kind, draft, keeping, sent),
    noteSpoken(table, life, member, second),
  ]);
  if (!message) {
    reportDropped(deps, { 1: 0, 2: 0, 3: 0, 4: 0, [draft.priority]: 1 });
    return { MsgTime: second, MsgSeq: state.next - 1, MsgDropReason: 'MsgFreqCtrl' };
  }
  return { MsgTime: message.time, MsgSeq: message.seq };
};

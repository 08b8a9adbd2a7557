import { cardsOf } from '../../../lib/domain/account/many-cards.ts';
import { checkType } from '../../../lib/domain/group/refused-commands.ts';
import { clearUnread, importMessage } from '../../../lib/domain/group-log/import-messages.ts';
import { keptSeconds } from '../../../lib/domain/group-log/kind.ts';
import { contentBytes, storedBody } from '../../../lib/domain/message/content.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type {
  groupMessageCommands,
  ImportedGroupMessage,
} from '../../../lib/protocol/group-message-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';
import { maximumBytes } from '../message-draft.ts';

type Spec = typeof groupMessageCommands.import_group_msg;

const refused = (
  { SendTime }: ImportedGroupMessage,
  fault: 'GroupParameterNotValid' | 'GroupMessageTooLong',
) => ({
  MsgSeq: 0,
  MsgTime: SendTime,
  Result: errors[fault].code,
});

/** Puts messages into a group's log, one after the other: 3 write units each, and 1 for all. */
export const importGroupMsg: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { group, life } = await groupCall(body, context, deps);
  checkType('import_group_msg', group.type);
  const cards = await cardsOf(
    deps,
    life.app,
    body.MsgList.map(({ From_Account }) => From_Account),
  );
  if (body.MsgList.some(({ From_Account }) => !cards.has(From_Account)))
    throw new Fault('GroupAccountNotFound');
  const now = deps.clock.now();
  const keeping = { now, seconds: keptSeconds('group', context.application.settings) };
  const results: { MsgSeq: number; MsgTime: number; Result: number }[] = [];
  for (const one of body.MsgList) {
    const card = cards.get(one.From_Account);
    const text = storedBody(one.MsgBody);
    if (contentBytes(text, one.CloudCustomData) > maximumBytes) {
      results.push(refused(one, 'GroupMessageTooLong'));
      continue;
    }
    const draft = {
      sender: one.From_Account,
      random: one.Random,
      body: text,
      priority: 2,
      cloudCustomData: one.CloudCustomData,
      noLast: body.RecentContactFlag !== 1,
      nick: card?.nick,
      face: card?.faceUrl,
    } as const;
    const message = await importMessage(deps.table, life, draft, one.SendTime, group.createdAt, keeping);
    results.push(
      message
        ? { MsgSeq: message.seq, MsgTime: message.time, Result: 0 }
        : refused(one, 'GroupParameterNotValid'),
    );
  }
  const listedUntil = Math.floor(now / 1000) + keeping.seconds;
  await clearUnread(deps.table, life, body.RecentContactFlag === 1 ? listedUntil : undefined);
  return { ImportMsgResult: results };
};

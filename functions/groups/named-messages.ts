import { checkType } from '../../lib/domain/group/refused-commands.ts';
import { hiddenAmong } from '../../lib/domain/group-log/hide-messages.ts';
import { isVisible } from '../../lib/domain/group-log/log-history.ts';
import { messagesOf } from '../../lib/domain/group-log/log-store.ts';
import { pinsOf } from '../../lib/domain/group-log/pins.ts';
import { contentBytes } from '../../lib/domain/message/content.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { GroupHistoryBody } from '../../lib/protocol/group-reading-commands.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import type { GroupDeps } from './deps.ts';
import { historyEntry, pageBytes } from './history-on-wire.ts';
import type { GroupCall } from './member-call.ts';
import { type Sight, sightOf } from './sight.ts';

/** Messages that are before what somebody sees; what is pinned is shown to who came later, too. */
const tooEarly = async (
  messages: readonly GroupMessageItem[],
  { lowest, since }: Sight,
  { life }: GroupCall,
  { table }: GroupDeps,
): Promise<ReadonlySet<number>> => {
  const early = messages.filter(({ seq, time }) => seq < lowest || time < since);
  if (early.length === 0) return new Set();
  const pinned = new Set((await pinsOf(table, life)).map(({ seq }) => seq));
  return new Set(early.flatMap(({ seq }) => (pinned.has(seq) ? [] : [seq])));
};

/** As many as one answer carries. */
const fitting = (messages: readonly GroupMessageItem[], most: number): readonly GroupMessageItem[] => {
  let bytes = 0;
  return messages.filter(({ body, cloudCustomData }) => {
    bytes += contentBytes(body, cloudCustomData);
    return bytes <= most;
  });
};

/**
 * Answers messages by their numbers, the newest first, as far as the caller may see them: 2 read units, and 1 for each begun 4 KB of
 * each message.
 * @throws Fault GroupTypeWithoutHistory
 */
export const namedMessages = async (
  seqs: readonly number[],
  { WithRecalledMsg }: Pick<GroupHistoryBody, 'WithRecalledMsg'>,
  called: GroupCall,
  { application, call }: Context,
  deps: GroupDeps,
) => {
  const { group, life, actor } = called;
  checkType('group_msg_get_simple', group.type);
  const [found, sight, hidden] = await Promise.all([
    messagesOf(deps.table, life, seqs, deps.clock.now()),
    sightOf(called, application, deps),
    actor.member ? hiddenAmong(deps.table, life, actor.account, seqs) : new Set<number>(),
  ]);
  const early = await tooEarly(found, sight, called, deps);
  const seen = found.filter(
    message =>
      isVisible(message, sight.viewer) &&
      !hidden.has(message.seq) &&
      !early.has(message.seq) &&
      (WithRecalledMsg === 1 || !message.recalledBy),
  );
  const shown = fitting(seen.toReversed(), pageBytes[call.door]);
  return {
    GroupId: group.group,
    IsFinished: shown.length < seen.length ? 0 : 1,
    RspMsgList: shown.map(message =>
      historyEntry(application.id, group, { seq: message.seq, message }, sight.viewer),
    ),
    NextReqMsgSeq: 0,
  };
};

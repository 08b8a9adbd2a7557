import { chatOf, peerReadTimes } from '../../lib/domain/conversation/chat-store.ts';
import { type HistoryPage, type HistoryRequest, historyPage } from '../../lib/domain/message/history.ts';
import type { Shared, TablePorts } from '../../lib/domain/program.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { cursorText } from '../../lib/protocol/message-key.ts';
import type { HistoryMessage } from '../../lib/protocol/services/openim.ts';
import { historyMessage } from './wire-message.ts';

/** What the two history commands have in common; they differ in what they call the members. */
export interface HistoryReply {
  readonly Complete: 0 | 1;
  readonly MsgCnt: number;
  readonly LastMsgTime: number;
  /** Names the oldest message of the page. */
  readonly lastKey: string;
  readonly MsgList: HistoryMessage[];
}

/** Messages asked for at once are cut to this; a page holds 13 KB anyway. */
export const maximumMessages = 100;

const lastKeyOf = ({ next, messages: [oldest] }: HistoryPage): string => {
  const named = next ?? oldest;
  return named ? cursorText(named) : '';
};

/**
 * Reads a page of history: 1 read unit for each begun 4 KB of messages, 1½ for both read positions and for what the viewer
 * has cleared.
 * @param reader the account that reads it, which is not shown what the other side recalled; absent for an administrator
 */
export const historyReply = async (
  { table, clock, accounts }: TablePorts & Shared,
  request: HistoryRequest,
  reader?: UserId,
): Promise<HistoryReply> => {
  const { app, viewer, peer } = request;
  const now = clock.now();
  const mine = await chatOf(table, { app, owner: viewer, peer }, now);
  const cuts = mine?.cleared && [mine.cleared];
  const [page, peerReads, viewerCard, peerCard] = await Promise.all([
    historyPage(table, { ...request, cuts }, now),
    peerReadTimes(table, app, viewer, [peer], now),
    accounts.find(app, viewer),
    accounts.find(app, peer),
  ]);
  const readTimes = new Map<UserId, number>([...peerReads, [viewer, mine?.readTime ?? 0]]);
  const MsgList = page.messages.map(message => {
    const card = message.sender === viewer ? viewerCard : peerCard;
    return historyMessage(app, message, reader, card, readTimes.get(message.receiver));
  });
  return {
    Complete: page.next ? 0 : 1,
    MsgCnt: MsgList.length,
    LastMsgTime: page.messages[0]?.time ?? 0,
    lastKey: lastKeyOf(page),
    MsgList,
  };
};

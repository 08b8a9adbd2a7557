import { type Message, toMessage } from './message.ts';
import type { Session } from './session.ts';

/** Where the next older page begins. */
export interface HistoryPosition {
  /** Seconds since 1970. */
  readonly time: number;
  readonly key: string;
}

/** Which page of a history. */
export interface HistoryOptions {
  /** At most so many messages. Default 15. */
  readonly count?: number;
  /** `older` of the page that was read last; absent for the newest page. */
  readonly before?: HistoryPosition;
}

/** One page of a conversation. */
export interface HistoryPage {
  /** Old to new. */
  readonly messages: readonly Message[];
  /** Absent when there is nothing older. */
  readonly older?: HistoryPosition;
}

/** Reads one page of a conversation (openim.getroammsg). @throws KaiwaError */
export const readHistory = async (
  session: Session,
  peer: string,
  { count = 15, before }: HistoryOptions,
): Promise<HistoryPage> => {
  const reply = await session.request('openim.getroammsg', {
    Peer_Account: peer,
    MaxCnt: count,
    LastMsgTime: before?.time ?? 0,
    ...(before && { MsgKey: before.key }),
    WithRecalledMsg: 1,
    GetDirection: 0,
  });
  const messages = (reply.MsgList ?? []).map(wire => toMessage(wire, session.userId));
  const { Complete, LastMsgTime: time, MsgKey: key } = reply;
  return Complete === 1 || key === undefined ? { messages } : { messages, older: { time, key } };
};

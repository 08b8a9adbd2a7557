import {
  type DescribedChat,
  describedChats,
  type ListedChat,
  tieOf,
} from '../../../lib/domain/conversation/chat-list.ts';
import { elementsOf } from '../../../lib/domain/message/content.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { withheldBody } from '../../../lib/protocol/elements.ts';
import { byteLength, type UserId } from '../../../lib/protocol/ids.ts';
import type { ClientConversation, recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { listOf } from '../list-of.ts';

type Spec = typeof recentcontact.commands.page_get;

/** API Gateway carries at most 128 KB in one answer on a socket. */
const pageBytes = 100_000;
/** `LastMsgFlags` of a recalled message. */
const recalledFlag = 8;

const onWire = ({ peer, last, peerReadTime, card }: DescribedChat): ClientConversation => ({
  Type: 1,
  To_Account: peer,
  MsgTime: last.time,
  MsgTimeStamp: last.time,
  MsgSeq: last.seq,
  MsgRandom: last.random,
  TopFlags: 0,
  LastC2CMsgFrom_Account: last.sender,
  LastMsg: {
    // What the peer recalled is no longer shown.
    ...(last.recalledBy && last.sender === peer
      ? { MsgBody: withheldBody, CloudCustomData: '' }
      : { MsgBody: elementsOf(last), CloudCustomData: last.cloudCustomData ?? '' }),
    ...(last.recalledBy && { RevokerInfo: { Revoker_Account: last.recalledBy, Reason: '' } }),
  },
  LastMsgFlags: last.recalledBy ? recalledFlag : 0,
  C2cPeerReadTime: peerReadTime,
  C2cNick: card?.nick ?? '',
  C2cImage: card?.faceUrl ?? '',
});

/** A page goes on behind the second and the place within it that the last reply named. */
const isBehind = ({ peer, last }: ListedChat, time: number, tie: number): boolean =>
  last.time < time || (last.time === time && tieOf(peer) > tie);

const fitting = (items: readonly ClientConversation[]): number => {
  let bytes = 0;
  const tooMuch = items.findIndex(item => {
    bytes += byteLength(JSON.stringify(item));
    return bytes > pageBytes;
  });
  return tooMuch === -1 ? items.length : Math.max(1, tooMuch);
};

/** Reads the conversation list with last messages and names. With `StartIndex` 0 it begins anew, whatever the time. */
export const pageGet: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const now = Math.floor(deps.clock.now() / 1000);
  const { account, chats } = await listOf(body.From_Account, context, deps);
  const { TimeStamp, StartIndex } = body;
  const rest = StartIndex === 0 ? chats : chats.filter(chat => isBehind(chat, TimeStamp, StartIndex));
  const owner = { app: context.application.id, account };
  const items = (await describedChats(deps.table, owner, rest)).map(onWire);
  const count = fitting(items);
  const last = items[count - 1];
  const more = last && count < items.length;
  return {
    SessionItem: items.slice(0, count),
    CompleteFlag: more ? 0 : 1,
    TimeStamp: more ? last.MsgTime : now,
    StartIndex: more ? tieOf(last.To_Account as UserId) : 0,
    TopTimeStamp: now,
    TopStartIndex: 0,
  };
};

import { type DescribedChat, describedChats } from '../../../lib/domain/conversation/chat-list.ts';
import { elementsOf } from '../../../lib/domain/message/content.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type {
  ClientConversation,
  ClientGroupConversation,
} from '../../../lib/protocol/conversation-schemas.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { withheldBody } from '../../../lib/protocol/withheld-body.ts';
import { groupOnWire } from '../group-conversation-on-wire.ts';
import { listPage } from '../list-of.ts';

type Spec = typeof recentcontact.commands.page_get;

/** `LastMsgFlags` of a recalled message. */
const recalledFlag = 8;

const lastOnWire = ({ last, peer }: DescribedChat) =>
  last && {
    MsgSeq: last.seq,
    MsgRandom: last.random,
    LastC2CMsgFrom_Account: last.sender,
    LastMsg: {
      // What the peer recalled is no longer shown.
      ...(last.recalledBy && last.sender === peer
        ? { MsgBody: withheldBody, CloudCustomData: '' }
        : { MsgBody: elementsOf(last), CloudCustomData: last.cloudCustomData ?? '' }),
      ...(last.recalledBy && { RevokerInfo: { Revoker_Account: last.recalledBy, Reason: '' } }),
    },
    LastMsgFlags: last.recalledBy ? recalledFlag : 0,
  };

const onWire = (described: DescribedChat): ClientConversation => {
  const { peer, time, pinned, chat, peerReadTime, card } = described;
  return {
    Type: 1,
    To_Account: peer,
    MsgTime: time,
    MsgTimeStamp: time,
    TopFlags: pinned ? 1 : 0,
    MsgRecvOption: chat.remind ?? 0,
    ...lastOnWire(described),
    C2cPeerReadTime: peerReadTime,
    C2cNick: card?.nick ?? '',
    C2cImage: card?.faceUrl ?? '',
  };
};

/** Reads the conversation list with last messages and names. With `StartIndex` 0 it begins anew, whatever the time. */
export const pageGet: Handler<Spec, TablePorts & Shared> = (body, context, deps) =>
  listPage<ClientConversation | ClientGroupConversation>(body, context, deps, {
    chats: async (account, chats) => {
      const owner = { app: context.application.id, account };
      return (await describedChats(deps.table, owner, chats, deps.clock.now())).map(onWire);
    },
    group: groupOnWire,
  });

// Drives one unmodified @tencentcloud/chat in its own process, because the package keeps its state in the module.
// In: lines of JSON {id, method, args}. Out: lines of JSON {id, result | error} and {event, data}.
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import { groupMethods } from './published-group-methods.mjs';

const require = createRequire(import.meta.url);
const sockets = new Set();
// Where nobody answers.
const nowhere = createServer().listen(0, '127.0.0.1').unref();
let cablePulled = false;
/** Milliseconds. After a connection that lived for less than a second or so the client waits for a minute. */
const shortestLife = 2000;

// A browser says nothing when a socket that is still connecting is closed; ws emits an error, which must not end us.
globalThis.WebSocket = class extends WebSocket {
  constructor(url, ...args) {
    super(cablePulled ? `ws://127.0.0.1:${nowhere.address().port}` : url, ...args);
    sockets.add(this);
    this.on('open', () => {
      this.openedAt = Date.now();
    });
    this.on('error', () => {});
    this.on('close', () => sockets.delete(this));
  }
};
process.on('unhandledRejection', () => {});

/** Waits until every connection has lived for long enough to be lost. */
const lived = async () => {
  const young = ({ openedAt = Date.now() }) => Date.now() - openedAt < shortestLife;
  while ([...sockets].some(young)) await sleep(20);
};
const lose = () => {
  for (const socket of sockets) socket.terminate();
};

const [socketUrl, sdkAppId] = process.argv.slice(2);
const TencentCloudChat = require('@tencentcloud/chat');
const chat = TencentCloudChat.create({ SDKAppID: Number(sdkAppId), proxyServer: socketUrl, devMode: true });
chat.setLogLevel(4);

const say = line => process.stdout.write(`${JSON.stringify(line)}\n`);
const shown = [
  'ID',
  'from',
  'to',
  'type',
  'payload',
  'time',
  'flow',
  'nick',
  'avatar',
  'nameCard',
  'priority',
  'isRevoked',
  'isPeerRead',
  'isModified',
  'readReceiptInfo',
  'conversationID',
  'sequence',
  'atUserList',
  'revokerInfo',
  'cloudCustomData',
];
const plainMessage = message => Object.fromEntries(shown.map(name => [name, message[name]]));
const plain = value => JSON.parse(JSON.stringify(value ?? null));

const sent = new Map();
for (const name of Object.values(TencentCloudChat.EVENT))
  chat.on(name, ({ data }) => {
    // The client itself finds no notices again.
    if (name === TencentCloudChat.EVENT.MESSAGE_RECEIVED) for (const one of data) sent.set(one.ID, one);
    say({ event: name, data: plain(data) });
  });

const send = async (message, options) => {
  sent.set(message.ID, message);
  const { data } = await chat.sendMessage(message, options);
  sent.set(data.message.ID, data.message);
  return plainMessage(data.message);
};
const known = id => sent.get(id) ?? chat.findMessage(id);
const conversationType = TencentCloudChat.TYPES.CONV_C2C;

const methods = {
  ...groupMethods(chat, TencentCloudChat, { send, known, plainMessage }),
  login: (userID, userSig) => chat.login({ userID, userSig }),
  logout: () => chat.logout(),
  isReady: () => chat.isReady(),
  sendText: (to, text, more = {}, options = {}) =>
    send(chat.createTextMessage({ to, conversationType, payload: { text }, ...more }), options),
  sendCustom: (to, payload) => send(chat.createCustomMessage({ to, conversationType, payload })),
  sendFace: (to, payload) => send(chat.createFaceMessage({ to, conversationType, payload })),
  sendLocation: (to, payload) => send(chat.createLocationMessage({ to, conversationType, payload })),
  merge: (to, ids, payload) =>
    send(
      chat.createMergerMessage({
        to,
        conversationType,
        payload: {
          messageList: ids.map(known),
          title: 'a talk',
          abstractList: [],
          compatibleText: 'update',
          ...payload,
        },
      }),
    ),
  download: async id => plainMessage(await chat.downloadMergerMessage(known(id))),
  forward: (to, id) => send(chat.createForwardMessage({ to, conversationType, payload: known(id) })),
  setExtensions: async (id, extensions) =>
    (await chat.setMessageExtensions(known(id), extensions)).data.extensions,
  extensions: async (id, keys) => (await chat.getMessageExtensions(known(id), keys)).data.extensions,
  deleteExtensions: async (id, keys) => (await chat.deleteMessageExtensions(known(id), keys)).data.extensions,
  // Of two who modify at once the loser is told what the message holds now.
  modify: async (id, payload) => {
    const message = known(id);
    Object.assign(message.payload, payload);
    try {
      const { data } = await chat.modifyMessage(message);
      return { code: 0, message: plainMessage(data.message) };
    } catch ({ code, data }) {
      return { code, message: data && plainMessage(data.message) };
    }
  },
  sendReceipts: ids => chat.sendMessageReadReceipt(ids.map(known)),
  receipts: async ids =>
    (await chat.getMessageReadReceiptList(ids.map(known))).data.messageList.map(plainMessage),
  deleteMessages: ids => chat.deleteMessage(ids.map(known)),
  clearHistory: peer => chat.clearHistoryMessage(`C2C${peer}`),
  setAllRead: () => chat.setAllMessageRead({ scope: TencentCloudChat.TYPES.READ_ALL_C2C_MSG }),
  draft: (peer, draftText) => chat.setConversationDraft({ conversationID: `C2C${peer}`, draftText }),
  mark: (peer, markType, enableMark) =>
    chat.markConversation({ conversationIDList: [`C2C${peer}`], markType, enableMark }),
  createGroup: (groupName, peer) =>
    chat.createConversationGroup({ groupName, conversationIDList: [`C2C${peer}`] }),
  revoke: id => chat.revokeMessage(known(id)).then(({ data }) => plainMessage(data.message)),
  history: async (peer, nextReqMessageID, count) => {
    const { data } = await chat.getMessageList({ conversationID: `C2C${peer}`, nextReqMessageID, count });
    return { ...data, messageList: data.messageList.map(plainMessage) };
  },
  conversations: async () => (await chat.getConversationList()).data.conversationList,
  pin: (peer, isPinned) => chat.pinConversation({ conversationID: `C2C${peer}`, isPinned }),
  deleteConversation: peer => chat.deleteConversation(`C2C${peer}`),
  remind: (peer, messageRemindType) => chat.setMessageRemindType({ userIDList: [peer], messageRemindType }),
  customData: (peer, customData) =>
    chat.setConversationCustomData({ conversationIDList: [`C2C${peer}`], customData }),
  totalUnread: () => chat.getTotalUnreadMessageCount(),
  setRead: peer => chat.setMessageRead({ conversationID: `C2C${peer}` }),
  setSelfStatus: async customStatus => (await chat.setSelfStatus({ customStatus })).data,
  myProfile: async () => (await chat.getMyProfile()).data,
  updateProfile: async profile => (await chat.updateMyProfile(profile)).data,
  userProfiles: async userIDList => (await chat.getUserProfile({ userIDList })).data,
  block: async userIDList => (await chat.addToBlacklist({ userIDList })).data,
  unblock: async userIDList => (await chat.removeFromBlacklist({ userIDList })).data,
  blocked: async () => (await chat.getBlacklist()).data,
  joinGroup: async groupID => {
    const { status } = (await chat.joinGroup({ groupID, type: TencentCloudChat.TYPES.GRP_AVCHATROOM })).data;
    return status;
  },
  quitGroup: groupID => chat.quitGroup(groupID),
  sayInGroup: (to, text, priority = TencentCloudChat.TYPES.MSG_PRIORITY_NORMAL) =>
    send(
      chat.createTextMessage({
        to,
        conversationType: TencentCloudChat.TYPES.CONV_GROUP,
        priority,
        payload: { text },
      }),
    ),
  onlineIn: async groupID => (await chat.getGroupOnlineMemberCount(groupID)).data.memberCount,
  // `create` names the method that makes the message.
  sendToGroup: (to, create, payload, more = {}, options = {}) =>
    send(
      chat[create]({ to, conversationType: TencentCloudChat.TYPES.CONV_GROUP, payload, ...more }),
      options,
    ),
  // Decides on what a notice asks for.
  answerNotice: async (id, handleAction, handleMessage) =>
    (await chat.handleGroupApplication({ message: known(id), handleAction, handleMessage })).data,
  // Any method about groups, by its own name.
  group: async (method, ...args) => (await chat[method](...args)).data,
  // Any method about friends, by its own name; some answer nothing at all.
  friends: async (method, ...args) => (await chat[method](...args))?.data,
  // A cable that is pulled for a moment: no close frame, the client finds out by itself.
  cutConnection: async () => {
    await lived();
    lose();
  },
  // For longer: whatever the client tries is not answered until the cable is plugged in.
  pullCable: async () => {
    await lived();
    cablePulled = true;
    lose();
  },
  plugCableIn: () => {
    cablePulled = false;
    lose();
  },
  // What is sent to the client stays on the way, what it sends itself goes out.
  stopHearing: () => {
    for (const socket of sockets) socket.pause();
  },
  hearAgain: () => {
    for (const socket of sockets) socket.resume();
  },
  // For tests that do something at the very moment of a cut.
  lived,
  stop: async () => {
    await Promise.race([chat.destroy(), new Promise(resolve => setTimeout(resolve, 1000))]).catch(() => {});
    process.exit(0);
  },
};

const lines = createInterface({ input: process.stdin });
// Whoever drives it is gone.
lines.on('close', () => process.exit(0));
lines.on('line', async line => {
  const { id, method, args } = JSON.parse(line);
  try {
    say({ id, result: plain(await methods[method](...args)) });
  } catch (error) {
    say({ id, error: { code: error.code, message: error.message } });
  }
});

// Drives one unmodified @tencentcloud/chat in its own process, because the package keeps its state in the module.
// In: lines of JSON {id, method, args}. Out: lines of JSON {id, result | error} and {event, data}.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const require = createRequire(import.meta.url);
const sockets = new Set();

// A browser says nothing when a socket that is still connecting is closed; ws emits an error, which must not end us.
globalThis.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    sockets.add(this);
    this.on('error', () => {});
    this.on('close', () => sockets.delete(this));
  }
};
process.on('unhandledRejection', () => {});

const [socketUrl, sdkAppId] = process.argv.slice(2);
const TencentCloudChat = require('@tencentcloud/chat');
const chat = TencentCloudChat.create({ SDKAppID: Number(sdkAppId), proxyServer: socketUrl, devMode: true });
chat.setLogLevel(4);

const say = line => process.stdout.write(`${JSON.stringify(line)}\n`);
const plainMessage = ({
  ID,
  from,
  to,
  type,
  payload,
  time,
  flow,
  isRevoked,
  isPeerRead,
  conversationID,
}) => ({
  ID,
  from,
  to,
  type,
  payload,
  time,
  flow,
  isRevoked,
  isPeerRead,
  conversationID,
});
const plain = value => JSON.parse(JSON.stringify(value ?? null));

for (const name of Object.values(TencentCloudChat.EVENT))
  chat.on(name, event => say({ event: name, data: plain(event.data) }));

const sent = new Map();
const send = async message => {
  sent.set(message.ID, message);
  const { data } = await chat.sendMessage(message);
  sent.set(data.message.ID, data.message);
  return plainMessage(data.message);
};
const conversationType = TencentCloudChat.TYPES.CONV_C2C;

const methods = {
  login: (userID, userSig) => chat.login({ userID, userSig }),
  logout: () => chat.logout(),
  isReady: () => chat.isReady(),
  sendText: (to, text) => send(chat.createTextMessage({ to, conversationType, payload: { text } })),
  sendCustom: (to, payload) => send(chat.createCustomMessage({ to, conversationType, payload })),
  revoke: id => chat.revokeMessage(sent.get(id)).then(({ data }) => plainMessage(data.message)),
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
  // A cable that is pulled: no close frame, the client finds out by itself.
  cutConnection: () => {
    for (const socket of sockets) socket.terminate();
  },
  stop: async () => {
    await Promise.race([chat.destroy(), new Promise(resolve => setTimeout(resolve, 1000))]).catch(() => {});
    process.exit(0);
  },
};

createInterface({ input: process.stdin }).on('line', async line => {
  const { id, method, args } = JSON.parse(line);
  try {
    say({ id, result: plain(await methods[method](...args)) });
  } catch (error) {
    say({ id, error: { code: error.code, message: error.message } });
  }
});

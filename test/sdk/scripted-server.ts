import { Client } from '../../lib/sdk/client.ts';
import { ScriptedPlatform, type ScriptedSocket, type SentFrame } from './scripted-platform.ts';

/** How the scripted server answers one command: a body, or nothing at all. */
export type Answer = (frame: SentFrame, socket: ScriptedSocket) => object | undefined;

const login = {
  A2Key: 'a2-of-ana',
  TinyId: '144100000000000001',
  HelloInterval: 120,
  InstId: 77,
  TimeStamp: 1_795_160_000,
};

/** A client whose machine and server are the test's. */
export class Scene {
  readonly platform = new ScriptedPlatform();
  readonly client: Client;
  /** Answers by `servcmd`; anything else is answered OK. Change them to script a server. */
  readonly answers: Record<string, Answer> = {
    'im_open_status.wslogin': () => login,
    'group_open_http_svc.get_joined_group_list': () => ({ TotalCount: 0, GroupIdList: [] }),
    'openim.getmsg': () => ({ Cookie: 'c1', SyncFlag: 2, MsgList: [] }),
    'openim.sendmsg': () => ({ MsgTime: 1_795_160_001, MsgKey: 'key' }),
  };

  constructor() {
    this.client = new Client(
      'ws://server/info',
      { sdkAppId: 1400000001, userId: 'ana', userSig: 'sig-of-ana' },
      this.platform,
    );
    this.platform.onSend = (frame, socket) => {
      const answer = this.answers[frame.head.servcmd] ?? (() => ({}));
      const body = answer(frame, socket);
      if (body) socket.reply(frame, body);
    };
  }

  get socket(): ScriptedSocket {
    return this.platform.socket;
  }

  /** Logs in and lets the first sync end. */
  async connect(): Promise<void> {
    const opening = this.client.open();
    this.socket.raise('open');
    await this.platform.pass(0);
    await opening;
  }

  /** The socket breaks; the client waits and opens another, which is accepted. */
  async reconnect(): Promise<void> {
    this.socket.raise('close');
    await this.platform.passToNextSocket();
    this.socket.raise('open');
    await this.platform.pass(0);
  }

  /** What a promise came to, as code of its error or as its value. */
  async outcome<T>(promise: Promise<T>): Promise<T | number> {
    return promise.catch((error: { code: number }) => error.code);
  }
}

/** A live message from ben to ana. */
export const liveMessage = (seq: number, more: object = {}) => ({
  From_Account: 'ben',
  To_Account: 'ana',
  MsgSeq: seq,
  MsgRandom: 5,
  MsgTimeStamp: 1_795_160_000 + seq,
  MsgClientTime: 1_795_160_000,
  MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `message ${seq}` } }],
  CloudCustomData: '',
  From_AccountNick: '',
  From_AccountHeadurl: '',
  TinyId: '144100000000000002',
  ...more,
});

/** The push event that carries messages. */
export const messageEvent = (...messages: readonly object[]) => ({ Event: 9, C2cMsgArray: messages });

/** The push event that carries a notice. */
export const noticeEvent = (notice: object) => ({ Event: 10, C2cNotifyMsgArray: [notice] });

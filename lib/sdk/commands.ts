/** TEMPORARY until the services are declared. */
interface WireMessage {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp: number;
  readonly MsgBody: import('../protocol/elements.ts').MessageBody;
  readonly CloudCustomData?: string;
  readonly MsgFlagBits?: number;
}
interface Contract {
  'im_open_status.wslogin': {
    body: { State: string };
    reply: { A2Key: string; TinyId: string; HelloInterval: number; InstId: number; TimeStamp: number };
  };
  'im_open_status.wshello': { body: object; reply: object };
  'im_open_status.wslogout': { body: { wslogout_type: number }; reply: object };
  'heartbeat.alive': { body: object; reply: object };
  'openim.sendmsg': { body: object; reply: { MsgTime: number; MsgKey: string } };
  'openim.getmsg': {
    body: { Cookie: string; SyncFlag: number };
    reply: {
      Cookie: string;
      SyncFlag: number;
      MsgList: (WireMessage | { EventArray: readonly import('../protocol/pushes.ts').PushEvent[] })[];
      C2CPairUnreadCount?: { From_Account: string; UnreadCount: number }[];
    };
  };
  'openim.getroammsg': {
    body: object;
    reply: { Complete: number; LastMsgTime: number; MsgKey?: string; MsgList: WireMessage[] };
  };
  'openim.msgreaded': { body: object; reply: object };
  'openim.msgwithdraw': { body: object; reply: object };
  'recentcontact.page_get': {
    body: object;
    reply: {
      SessionItem: {
        Type: number;
        To_Account?: string;
        MsgTimeStamp?: number;
        MsgTime?: number;
        TopFlags?: number;
        C2cPeerReadTime?: number;
        UnreadMsgCount?: number;
        LastMsg?: { MsgBody?: import('../protocol/elements.ts').MessageBody };
      }[];
      CompleteFlag: number;
      TimeStamp: number;
      StartIndex: number;
      TopTimeStamp: number;
      TopStartIndex: number;
    };
  };
}
export type Servcmd = keyof Contract;
export type BodyOf<C extends Servcmd> = Contract[C]['body'];
export type ReplyOf<C extends Servcmd> = Contract[C]['reply'];

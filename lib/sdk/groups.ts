import type { MessageBody } from '../protocol/elements.ts';
import { type Conversation, groupsOf } from './conversation.ts';
import { serverError } from './errors.ts';
import { type GroupHistoryOptions, type GroupHistoryPage, readGroupHistory } from './group-history.ts';
import type { GroupInbox } from './group-inbox.ts';
import { type GroupMessage, type Priority, toGroupMessage } from './group-message.ts';
import type { Session } from './session.ts';

/** Kinds of groups; an AVChatRoom has an audience without limit and keeps nothing. */
export type GroupKind = 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community';

/** A new group. */
export interface NewGroup {
  readonly kind: GroupKind;
  readonly name: string;
  /** Default: the server makes one up. */
  readonly id?: string;
  readonly members?: readonly string[];
  /** Whether who asks may come in, where the kind leaves a choice. */
  readonly admission?: 'FreeAccess' | 'NeedPermission' | 'DisableApply';
}

/** A group of the list. */
export interface GroupConversation extends Pick<Conversation, 'time' | 'lastText' | 'pinned'> {
  readonly group: string;
  readonly name: string;
  readonly unread: number;
}

/** What can be said of a message beside its content. */
export interface GroupSendOptions {
  readonly priority?: Priority;
  /** App-defined data that travels with the message. */
  readonly cloudCustomData?: string;
  /** Accounts to name, or all. */
  readonly mention?: readonly string[] | 'all';
  /** For who is connected now; it is not kept and not counted. */
  readonly onlineOnly?: boolean;
}

/** A message that was sent. */
export interface SentGroupMessage extends GroupMessage {
  /** Whether the group had said too much already in this second, so that nobody gets it. */
  readonly dropped: boolean;
}

/** What a client takes from its machine. */
interface Tools {
  randomNumber(): number;
  /** Seconds since 1970. */
  serverTime(): number;
}

const mentionsOf = (mention: GroupSendOptions['mention']) => {
  if (!mention) return {};
  const named = mention === 'all' ? [{ GroupAtAllFlag: 1 as const }] : mention.map(toMention);
  return { GroupAtInfo: named };
};
const toMention = (account: string) => ({ GroupAtAllFlag: 0 as const, GroupAt_Account: account });

/** Groups and live rooms. */
export class Groups {
  constructor(
    private readonly session: Session,
    private readonly inbox: GroupInbox,
    private readonly tools: Tools,
  ) {}

  /** Makes a group, which this account then owns. @returns its id @throws KaiwaError */
  async create({ kind, name, id, members = [], admission }: NewGroup): Promise<string> {
    const { GroupId } = await this.session.request('group_open_http_svc.create_group', {
      Type: kind,
      Name: name,
      ...(id !== undefined && { GroupId: id }),
      ...(admission && { ApplyJoinOption: admission }),
      ...(members.length > 0 && { MemberList: members.map(Member_Account => ({ Member_Account })) }),
    });
    return GroupId;
  }

  /** Dissolves a group that this account owns. @throws KaiwaError */
  async dissolve(group: string): Promise<void> {
    await this.session.request('group_open_http_svc.destroy_group', { GroupId: group });
  }

  /**
   * Comes into a group, or asks to; `groupNotice` tells later what was decided. In a live room one stays, whatever
   * happens to the connection, until one quits.
   * @throws KaiwaError
   */
  async join(group: string, message = ''): Promise<'joined' | 'asked'> {
    const { JoinedStatus } = await this.session.request('group_open_http_svc.apply_join_group', {
      GroupId: group,
      ApplyMsg: message,
    });
    return JoinedStatus === 'JoinedSuccess' ? 'joined' : 'asked';
  }

  /** Leaves a group; its owner cannot. @throws KaiwaError */
  async quit(group: string): Promise<void> {
    await this.session.request('group_open_http_svc.quit_group', { GroupId: group });
  }

  /** How many clients are in a live room. @throws KaiwaError */
  async online(group: string): Promise<number> {
    const body = { GroupId: group };
    return (await this.session.request('group_open_http_svc.get_online_member_num', body)).OnlineMemberNum;
  }

  /** Sends text. @throws KaiwaError */
  sendText(group: string, text: string, options?: GroupSendOptions): Promise<SentGroupMessage> {
    return this.send(group, [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }], options);
  }

  /** Sends app-defined content. @throws KaiwaError */
  sendCustom(group: string, data: string, options?: GroupSendOptions): Promise<SentGroupMessage> {
    return this.send(group, [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data } }], options);
  }

  /** One page of a group, the newest unless `before` says otherwise. @throws KaiwaError */
  async history(group: string, options: GroupHistoryOptions = {}): Promise<GroupHistoryPage> {
    const page = await readGroupHistory(this.session, group, options);
    for (const { seq } of page.entries) this.inbox.note(group, seq);
    return page;
  }

  /** Groups in which something was said, with how much of it is unread. @throws KaiwaError */
  list(): Promise<readonly GroupConversation[]> {
    return groupsOf(this.session);
  }

  /** Marks a group as read, as far as this client has received or read it. @throws KaiwaError */
  async markRead(group: string): Promise<void> {
    const body = { GroupId: group, MsgReadedSeq: this.inbox.newestOf(group) };
    await this.session.request('group_open_http_svc.msg_read_report', body);
  }

  /** Takes a message back, for everybody. @throws KaiwaError */
  async recall({ group, seq }: Pick<GroupMessage, 'group' | 'seq'>): Promise<void> {
    const body = { GroupId: group, MsgSeqList: [{ MsgSeq: seq }] };
    const reply = await this.session.request('group_open_http_svc.group_msg_recall', body);
    const code = reply.RecallRetList[0]?.RetCode ?? 0;
    if (code !== 0) throw serverError(code, 'the message was not recalled');
  }

  private async send(
    group: string,
    MsgBody: MessageBody,
    { priority = 'Normal', cloudCustomData = '', mention, onlineOnly = false }: GroupSendOptions = {},
  ): Promise<SentGroupMessage> {
    const random = this.tools.randomNumber();
    this.inbox.sending(group, random);
    const content = {
      MsgBody,
      CloudCustomData: cloudCustomData,
      MsgPriority: priority,
      ...mentionsOf(mention),
    };
    const reply = await this.session.request('group_open_http_svc.send_group_msg', {
      GroupId: group,
      Random: random,
      ...content,
      ...(onlineOnly && { OnlineOnlyFlag: 1 as const }),
      MsgClientTime: this.tools.serverTime(),
    });
    const numbers = { MsgSeq: reply.MsgSeq, MsgRandom: random, MsgTimeStamp: reply.MsgTime };
    const wire = { From_Account: this.session.userId, ...numbers, ...content };
    this.inbox.note(group, reply.MsgSeq);
    const message = toGroupMessage(group, wire, this.session.userId);
    return { ...message, dropped: reply.MsgDropReason !== undefined };
  }
}

import type { ReplyOf } from './commands.ts';
import type { GroupConversation } from './groups.ts';
import { type Mark, marksIn } from './marks.ts';
import { isRecalled, textOf, toBody } from './message.ts';
import { type Reminder, reminderOf } from './reminders.ts';
import type { Session } from './session.ts';

/** One line of the conversation list. */
export interface Conversation {
  readonly peer: string;
  /** Seconds since 1970 of the last activity. */
  readonly time: number;
  /** Text of the last message; empty when it has none or was taken back. */
  readonly lastText: string;
  /** Seconds since 1970: my messages up to it are read by the peer; 0 when none is. */
  readonly peerReadUntil: number;
  readonly pinned: boolean;
  readonly reminder: Reminder;
  readonly marks: readonly Mark[];
  /** One's own text on it (`chats.setNote`). */
  readonly note: string;
  /** Numbers of the groups it is in. */
  readonly groups: readonly number[];
}

type Page = ReplyOf<'recentcontact.page_get'>;
type Position = Pick<Page, 'TimeStamp' | 'StartIndex' | 'TopTimeStamp' | 'TopStartIndex'>;

type OneToOne = Extract<Page['SessionItem'][number], { readonly Type: 1 }>;

const toConversation = (item: OneToOne): Conversation => ({
  peer: item.To_Account,
  time: item.MsgTimeStamp,
  lastText: isRecalled(item.LastMsgFlags ?? 0) ? '' : textOf(toBody(item.LastMsg?.MsgBody ?? [])),
  peerReadUntil: item.C2cPeerReadTime,
  pinned: item.TopFlags === 1,
  reminder: reminderOf(item.MsgRecvOption),
  marks: marksIn(item.StandardMark),
  note: item.CustomMark ?? '',
  groups: item.ContactGroupId ?? [],
});

type OfGroup = Extract<Page['SessionItem'][number], { readonly Type: 2 }>;

/** `LastMsgFlags` of a message of a group that was taken back. */
const recalledInGroup = 2;

const toGroupConversation = (item: OfGroup): GroupConversation => ({
  group: item.GroupId,
  name: item.GroupNick,
  time: item.MsgTimeStamp,
  lastText: item.LastMsgFlags === recalledInGroup ? '' : textOf(toBody(item.LastMsg?.MsgBody ?? [])),
  unread: item.UnreadMsgCount,
  pinned: item.TopFlags === 1,
});

const positionOf = ({ TimeStamp, StartIndex, TopTimeStamp, TopStartIndex }: Page): Position => ({
  TimeStamp,
  StartIndex,
  TopTimeStamp,
  TopStartIndex,
});

type Placed = Pick<Conversation, 'pinned' | 'time'>;

const newestFirst = (one: Placed, other: Placed): number =>
  Number(other.pinned) - Number(one.pinned) || other.time - one.time;

/** Every page of the conversation list (recentcontact.page_get). @throws KaiwaError */
async function* pagesOf(session: Session): AsyncGenerator<Page> {
  let position: Position | undefined = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
  while (position) {
    const body = { From_Account: session.userId, ...position };
    const page: Page = await session.request('recentcontact.page_get', body);
    yield page;
    position = page.CompleteFlag === 1 ? undefined : positionOf(page);
  }
}

/** The one-to-one conversations of the list. @throws KaiwaError */
export const listConversations = async (session: Session): Promise<readonly Conversation[]> => {
  const found: Conversation[] = [];
  for await (const { SessionItem } of pagesOf(session))
    found.push(...SessionItem.filter(item => item.Type === 1).map(toConversation));
  return found.sort(newestFirst);
};

/** The groups of the list. @throws KaiwaError */
export const groupsOf = async (session: Session): Promise<readonly GroupConversation[]> => {
  const found: GroupConversation[] = [];
  for await (const { SessionItem } of pagesOf(session))
    found.push(...SessionItem.filter(item => item.Type === 2).map(toGroupConversation));
  return found.sort(newestFirst);
};

import type { ReplyOf } from './commands.ts';
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

const positionOf = ({ TimeStamp, StartIndex, TopTimeStamp, TopStartIndex }: Page): Position => ({
  TimeStamp,
  StartIndex,
  TopTimeStamp,
  TopStartIndex,
});

const newestFirst = (one: Conversation, other: Conversation): number =>
  Number(other.pinned) - Number(one.pinned) || other.time - one.time;

/** Reads the whole conversation list (recentcontact.page_get). @throws KaiwaError */
export const listConversations = async (session: Session): Promise<readonly Conversation[]> => {
  const found: Conversation[] = [];
  let position: Position | undefined = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0 };
  while (position) {
    const page: Page = await session.request('recentcontact.page_get', {
      From_Account: session.userId,
      ...position,
    });
    found.push(...page.SessionItem.filter(item => item.Type === 1).map(toConversation));
    position = page.CompleteFlag === 1 ? undefined : positionOf(page);
  }
  return found.sort(newestFirst);
};

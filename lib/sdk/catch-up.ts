import type { ReplyOf } from './commands.ts';
import type { Inbox, Missed } from './inbox.ts';
import { messageId } from './message.ts';
import type { RequestRules } from './requests.ts';
import type { Session } from './session.ts';
import type { Unread } from './unread.ts';

/** A sync belongs to its connection: the next one begins its own. */
const syncRules: RequestRules = { timeoutMilliseconds: 15_000, survivesReconnect: false };
/** `SyncFlag` of the last page (contract: client-wire.md 4). */
const lastPage = 2;

const numbersIn = ({ C2CPairUnreadCount = [] }: ReplyOf<'openim.getmsg'>): ReadonlyMap<string, number> =>
  new Map(C2CPairUnreadCount.map(({ From_Account, UnreadCount }) => [From_Account, UnreadCount]));

/**
 * Asks for what was missed, from where the last answer ended (openim.getmsg). The first answer only says where "now" is.
 * Because a sync begins some time before it, the second one, at once, shows what will be listed again although it was
 * there before the login; what came after it comes live, because the login is written before.
 */
export class CatchUp {
  private cookie = '';
  private started = false;

  constructor(
    private readonly session: Session,
    private readonly inbox: Inbox,
    private readonly unread: Unread,
  ) {}

  /**
   * Runs until everything is there; live events wait meanwhile.
   * @throws KaiwaError when it could not be finished; what was received until then stays received
   */
  async run(): Promise<void> {
    this.inbox.hold();
    if (this.started) return this.readAll(entries => this.inbox.catchUp(entries));
    await this.readAll(() => undefined);
    await this.readAll(entries => this.inbox.learn(entries));
    this.started = true;
  }

  private async readAll(take: (entries: readonly Missed[]) => void): Promise<void> {
    const listed = new Set<string>();
    let flag = 0;
    let told = !this.started;
    while (flag !== lastPage) {
      const body = { Cookie: this.cookie, SyncFlag: flag };
      const page = await this.session.request('openim.getmsg', body, syncRules);
      if (page.Incomplete === 1 && !told) {
        told = true;
        this.inbox.missedTooMuch();
      }
      take(page.EventArray ? [...page.MsgList, { EventArray: page.EventArray }] : page.MsgList);
      for (const entry of page.MsgList) if (!('EventArray' in entry)) listed.add(messageId(entry));
      this.cookie = page.Cookie;
      flag = page.SyncFlag;
      // Only the last page says how much is unread.
      if (flag === lastPage) this.unread.synced(numbersIn(page), listed);
    }
  }
}

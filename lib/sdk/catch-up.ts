import type { Inbox } from './inbox.ts';
import type { RequestRules } from './requests.ts';
import type { Session } from './session.ts';

/** A sync belongs to its connection: the next one begins its own. */
const syncRules: RequestRules = { timeoutMilliseconds: 15_000, survivesReconnect: false };
/** `SyncFlag` of the last page (contract: client-wire.md 4). */
const lastPage = 2;

/**
 * Asks for what was missed, from where the last answer ended (openim.getmsg). The first time it only learns where "now" is:
 * what is older is history, and every later message comes live, because it was written after the login.
 */
export class CatchUp {
  private cookie = '';
  private upToDate = false;

  constructor(
    private readonly session: Session,
    private readonly inbox: Inbox,
  ) {}

  /**
   * Runs until everything is there; live events wait meanwhile.
   * @throws KaiwaError when it could not be finished; what was received until then stays received
   */
  async run(): Promise<void> {
    this.inbox.hold();
    let flag = 0;
    while (flag !== lastPage) flag = await this.readPage(flag);
    this.upToDate = true;
  }

  private async readPage(flag: number): Promise<number> {
    const body = { Cookie: this.cookie, SyncFlag: flag };
    const page = await this.session.request('openim.getmsg', body, syncRules);
    for (const entry of this.upToDate ? page.MsgList : []) {
      if ('EventArray' in entry) this.inbox.takeEvents(entry.EventArray);
      else this.inbox.takeMessage(entry);
    }
    this.cookie = page.Cookie;
    return page.SyncFlag;
  }
}

import { asMessage, isTip, readGroup } from './group-history.ts';
import type { GroupInbox } from './group-inbox.ts';
import type { RequestRules } from './requests.ts';
import type { Session } from './session.ts';

/** A sync belongs to its connection: the next one begins its own. */
const syncRules: RequestRules = { timeoutMilliseconds: 15_000, survivesReconnect: false };
const pageSize = 20;
/** Whoever was away for longer reads the history. */
const mostPages = 10;

/** How far a group has come, and this account in it. */
interface Progress {
  readonly group: string;
  readonly top: number;
  readonly read: number;
}

const joinedGroups = async (session: Session): Promise<readonly Progress[]> => {
  const { GroupIdList } = await session.request(
    'group_open_http_svc.get_joined_group_list',
    {
      Member_Account: session.userId,
      ResponseFilter: { GroupBaseInfoFilter: ['NextMsgSeq'], SelfInfoFilter: ['MsgSeq'] },
    },
    syncRules,
  );
  return GroupIdList.map(({ GroupId, NextMsgSeq, SelfInfo }) => ({
    group: GroupId,
    top: Number(NextMsgSeq) - 1,
    read: (SelfInfo as { readonly MsgSeq: number }).MsgSeq,
  }));
};

/**
 * Reads what groups have said while there was no connection: the list of groups says how far each has come. The first
 * time it only notes that.
 */
export class GroupCatchUp {
  private readonly complete = new Map<string, number>();
  private started = false;

  constructor(
    private readonly session: Session,
    private readonly inbox: GroupInbox,
  ) {}

  /** @returns whether everything that was missed was read @throws KaiwaError when it could not be finished */
  async run(): Promise<boolean> {
    let whole = true;
    for (const { group, top, read } of await joinedGroups(this.session)) {
      const known = this.complete.get(group) ?? read;
      if (this.started) whole = (await this.read(group, known, top)) && whole;
      this.inbox.note(group, top);
      this.complete.set(group, top);
    }
    this.started = true;
    return whole;
  }

  private async read(group: string, known: number, top: number): Promise<boolean> {
    const missed = [];
    let next = top;
    for (let pages = 0; next > known; pages += 1) {
      if (pages === mostPages) break;
      const page = await readGroup(this.session, group, next, pageSize, syncRules);
      missed.push(...page.entries.filter(({ MsgSeq }) => MsgSeq > known));
      next = page.next;
    }
    for (const entry of missed.reverse()) {
      if (isTip(entry)) this.inbox.tip(group, entry.MsgRandom, entry);
      else this.inbox.message(group, asMessage(entry));
    }
    return next <= known;
  }
}

import type { Change } from '../../lib/domain/message/changes.ts';
import { sync } from '../../lib/domain/message/sync.ts';
import type { SyncCookie } from '../../lib/domain/message/sync-cookie.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MessageItem, NoticeItem } from '../../lib/table/items.ts';
import { app, retentionDays } from './message-world.ts';

const nameOf = ({ sender, seq, random, time }: MessageItem | NoticeItem): string =>
  `${sender} ${seq} ${random} ${time}`;

/** One page of a sync, with what is stored in the place of what is sent. */
export const syncPage = (table: Table, account: UserId, cookie: SyncCookie | undefined, second: number) => {
  const onWire = async (changes: readonly Change[]) => changes;
  return sync(table, { app, account, cookie, conversations: 100, retentionDays, onWire }, second * 1000);
};

/** Everything that a sync brings, over all its pages. */
export const syncAll = async (
  table: Table,
  account: UserId,
  cookie: SyncCookie | undefined,
  second: number,
) => {
  let page = await syncPage(table, account, cookie, second);
  const changes: Change[] = [...page.changes];
  while (!page.done) {
    page = await syncPage(table, account, page.cookie, second);
    changes.push(...page.changes);
  }
  const messages = changes.filter(change => 'body' in change);
  return { changes, messages, cookie: page.cookie, unread: page.unread, deleted: page.deleted };
};

/** A client as the published ones behave: it drops what it knows and marks what is recalled. */
export class ClientModel {
  private readonly known = new Map<string, { recalled: boolean }>();
  private cookie: SyncCookie | undefined;
  online = false;

  constructor(
    private readonly table: Table,
    readonly account: UserId,
  ) {}

  /** Goes online and reads what it missed. */
  async connect(second: number, table = this.table): Promise<void> {
    this.online = true;
    const { changes, cookie } = await syncAll(table, this.account, this.cookie, second);
    this.cookie = cookie;
    for (const change of changes) this.take(change);
  }

  /** A live push. */
  push(change: Change): void {
    if (this.online) this.take(change);
  }

  /** Names of the messages it shows, with whether they are recalled. */
  shown(): readonly string[] {
    return [...this.known].map(([name, { recalled }]) => `${name}${recalled ? ' recalled' : ''}`).sort();
  }

  private take(change: Change): void {
    if (!('PK' in change)) return;
    const name = nameOf(change);
    const message = this.known.get(name);
    if ('body' in change) {
      this.known.set(name, { recalled: (message?.recalled ?? false) || change.recalledBy !== undefined });
    } else if (message) {
      message.recalled = true;
    }
  }
}

/** The same for what the server holds. */
export const shownHistory = (messages: readonly MessageItem[]): readonly string[] =>
  messages.map(message => `${nameOf(message)}${message.recalledBy ? ' recalled' : ''}`).sort();

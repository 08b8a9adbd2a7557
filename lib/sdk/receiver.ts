import type { PushEvent } from '../protocol/pushes.ts';
import { backoff } from './backoff.ts';
import { CatchUp } from './catch-up.ts';
import type { StateChange } from './connection.ts';
import { isOver } from './connection-states.ts';
import type { Emitter } from './emitter.ts';
import { type KaiwaError, ownError } from './errors.ts';
import { GroupCatchUp } from './group-catch-up.ts';
import type { Credentials } from './identity.ts';
import { Inbox, type InboxEvents } from './inbox.ts';
import type { Platform } from './platform.ts';
import { Session, type SessionOwner } from './session.ts';
import { Unread } from './unread.ts';

/** Everything a client tells. */
export interface ClientEvents extends InboxEvents {
  /** The connection is in another state; in `ready` calls are answered. */
  readonly state: StateChange;
  /** The server ended the login: why, and what to do. */
  readonly kicked: KaiwaError;
}

interface Opening {
  readonly resolve: () => void;
  readonly reject: (error: KaiwaError) => void;
}

/** The receiving half of a client: a session, and after each login a catch-up with what came meanwhile. */
export class Receiver implements SessionOwner {
  readonly session: Session;
  readonly inbox: Inbox;
  readonly unread: Unread;
  private readonly catchUp: CatchUp;
  private readonly groupCatchUp: GroupCatchUp;
  private opening: Opening | undefined;
  private failures = 0;
  private syncing = false;

  constructor(
    url: string,
    credentials: Credentials,
    private readonly platform: Platform,
    private readonly events: Emitter<ClientEvents>,
  ) {
    this.session = new Session(url, credentials, platform, this);
    this.unread = new Unread(
      numbers => events.emit('unread', numbers),
      () => this.refresh(),
    );
    this.inbox = new Inbox(credentials.userId, events, this.unread);
    this.catchUp = new CatchUp(this.session, this.inbox, this.unread);
    this.groupCatchUp = new GroupCatchUp(this.session, this.inbox.groups);
  }

  /** Resolves when the account is logged in and nothing that comes from now on can be missed. @throws KaiwaError */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.opening = { resolve, reject };
      this.session.open();
    });
  }

  pushed(events: readonly PushEvent[]): void {
    this.inbox.push(events);
  }

  changed(change: StateChange): void {
    this.events.emit('state', change);
    if (change.state === 'ready') this.synchronize();
    if (!isOver(change.state)) return;
    const error = change.error ?? ownError('Closed');
    this.opening?.reject(error);
    if (change.state === 'kicked') this.events.emit('kicked', error);
  }

  private synchronize(): void {
    this.syncing = true;
    this.readMissed().then(
      () => this.synchronized(),
      (error: KaiwaError) => this.failed(error),
    );
  }

  private async readMissed(): Promise<void> {
    await this.catchUp.run();
    if (!(await this.groupCatchUp.run())) this.inbox.missedTooMuch();
  }

  /** Has the server count what is unread; a sync that is under way does so anyway, and live events wait for it. */
  private refresh(): void {
    if (!this.syncing && this.session.state === 'ready') this.synchronize();
  }

  private synchronized(): void {
    this.syncing = false;
    this.failures = 0;
    this.opening?.resolve();
    // The first time, who called `open` must get to add its listeners before the events come.
    if (this.opening) this.platform.after(0, () => this.inbox.release());
    else this.inbox.release();
    this.opening = undefined;
  }

  private failed(error: KaiwaError): void {
    this.syncing = false;
    if (this.session.state !== 'ready') return;
    if (this.opening) {
      this.session.end(error);
      return;
    }
    this.inbox.release();
    this.platform.after(backoff(this.failures, this.platform.random()), () => {
      if (this.session.state === 'ready') this.synchronize();
    });
    this.failures += 1;
  }
}

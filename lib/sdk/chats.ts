import { type Mark, markNumber } from './marks.ts';
import { type Reminder, reminderNumber } from './reminders.ts';
import type { Session } from './session.ts';
import type { Unread } from './unread.ts';

const conversation = (peer: string) => ({ Type: 1 as const, To_Account: peer });

/** What one does with conversations. All devices of the account see it. */
export class Chats {
  constructor(
    private readonly session: Session,
    private readonly unread: Unread,
  ) {}

  /** Puts conversations at the top of the list, or no longer; 50 at most. @throws KaiwaError */
  async pin(peers: readonly string[], pinned = true): Promise<void> {
    await this.session.request('recentcontact.top', {
      OperationType: pinned ? 1 : 2,
      RecentContactItem: peers.map(conversation),
    });
  }

  /**
   * Takes conversations out of the list, with their history; 100 at most. The others keep theirs, and the next message
   * brings a conversation back. @throws KaiwaError
   */
  async delete(peers: readonly string[], { keepHistory = false } = {}): Promise<void> {
    await this.session.request('recentcontact.batch_delete', {
      ContactItem: peers.map(conversation),
      ClearRamble: keepHistory ? 0 : 1,
    });
    this.unread.cleared(peers);
  }

  /** Takes the history of a conversation away from oneself; it stays in the list. @throws KaiwaError */
  async empty(peer: string): Promise<void> {
    await this.session.request('recentcontact.clear_msg', conversation(peer));
    this.unread.cleared([peer]);
  }

  /** Sets marks of a conversation. @throws KaiwaError */
  mark(peer: string, ...marks: readonly Mark[]): Promise<void> {
    return this.label(peer, { OptType: 1, SetMark: marks.map(markNumber) });
  }

  /** Clears marks of a conversation. @throws KaiwaError */
  unmark(peer: string, ...marks: readonly Mark[]): Promise<void> {
    return this.label(peer, { OptType: 1, ClearMark: marks.map(markNumber) });
  }

  /** Sets a text of one's own on a conversation, 256 bytes at most; empty takes it away. @throws KaiwaError */
  setNote(peer: string, note: string): Promise<void> {
    return this.label(peer, { OptType: 2, CustomMark: note });
  }

  /** Sets how one is told of the messages of others, 30 at most. @throws KaiwaError */
  async remind(peers: readonly string[], reminder: Reminder): Promise<void> {
    await this.session.request('openim.set_c2c_peer_mute_notifications', {
      Peer_Account: [...peers],
      Mute_Notifications: reminderNumber(reminder),
    });
    this.unread.muted(peers, reminder !== 'notify');
  }

  private async label(
    peer: string,
    change: { OptType: 1 | 2; SetMark?: number[]; ClearMark?: number[]; CustomMark?: string },
  ): Promise<void> {
    const MarkItem = [{ ContactItem: conversation(peer), ...change }];
    await this.session.request('recentcontact.mark_contact', { MarkItem });
  }
}

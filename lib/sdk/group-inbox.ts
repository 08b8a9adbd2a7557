import type { PushEvent } from '../protocol/pushes.ts';
import type { Emitter } from './emitter.ts';
import {
  type GroupEvents,
  groupRecallsIn,
  isTip,
  toGroupModified,
  toGroupNotice,
  toGroupTip,
  type WireTip,
} from './group-events.ts';
import { type GroupMessage, toGroupMessage, type WireGroupMessage } from './group-message.ts';
import { RecentSet } from './recent-set.ts';

/** Enough for any overlap of what was pushed and what is read again after a reconnect. */
const remembered = 5000;

/** Everything received from groups, each thing once, however often it comes. */
export class GroupInbox {
  private readonly seen = new RecentSet(remembered);
  private readonly sentHere = new RecentSet(remembered);
  private readonly newest = new Map<string, number>();

  constructor(
    private readonly me: string,
    private readonly events: Pick<Emitter<GroupEvents>, 'emit'>,
  ) {}

  /** The highest number of a group that was received. */
  newestOf(group: string): number {
    return this.newest.get(group) ?? 0;
  }

  /** Remembers how far a group was received. */
  note(group: string, seq: number): void {
    this.newest.set(group, Math.max(seq, this.newestOf(group)));
  }

  /** A message that this client sends: it may be listed later, and is no news then. */
  sending(group: string, random: number): void {
    this.sentHere.add(`${group}/${random}`);
  }

  /** A live event. */
  push(event: PushEvent): void {
    if ('GroupMsgArray' in event) {
      for (const wire of event.GroupMsgArray) this.message(wire.ToGroupId, wire);
    }
    if ('GroupMsgModNotifys' in event) {
      for (const change of event.GroupMsgModNotifys) {
        const modified = toGroupModified(change);
        if (this.isNew(`modified ${modified.id} ${modified.version}`))
          this.events.emit('groupModified', modified);
      }
    }
    if (!('GroupTips' in event)) return;
    if (event.Event === 4 || event.Event === 6) {
      for (const wire of event.GroupTips) if (isTip(wire)) this.tip(wire.ToGroupId, wire.MsgRandom, wire);
    }
    if (event.Event !== 5) return;
    for (const wire of event.GroupTips) {
      const notice = toGroupNotice(wire);
      if (notice && this.isNew(`notice ${wire.ToGroupId} ${wire.MsgRandom}`))
        this.events.emit('groupNotice', notice);
      for (const recall of groupRecallsIn(wire)) {
        if (this.isNew(`recall ${recall.id}`)) this.events.emit('groupRecalled', recall);
      }
    }
  }

  /** A message, live or missed. */
  message(group: string, wire: WireGroupMessage): GroupMessage | undefined {
    const message = toGroupMessage(group, wire, this.me);
    this.note(group, message.seq);
    if (message.mine && this.sentHere.has(`${group}/${wire.MsgRandom}`)) return undefined;
    if (!this.isNew(message.id)) return undefined;
    this.events.emit('groupMessage', message);
    return message;
  }

  /** A tip, live or missed. */
  tip(group: string, random: number, wire: WireTip): void {
    this.note(group, wire.MsgSeq);
    if (this.isNew(wire.MsgSeq > 0 ? `${group}/${wire.MsgSeq}` : `tip ${group} ${random}`))
      this.events.emit('groupTip', toGroupTip(group, wire));
  }

  private isNew(name: string): boolean {
    return this.seen.add(name);
  }
}

import type { ConversationChange } from '../protocol/conversation-pushes.ts';
import type { PushEvent } from '../protocol/pushes.ts';
import type { Emitter } from './emitter.ts';
import { type Mark, marksIn } from './marks.ts';

/** What other devices of the account did with its conversations. */
export interface ConversationEvents {
  readonly pinned: { readonly peers: readonly string[]; readonly pinned: boolean };
  /** Conversations are gone from the list, with or without their history. */
  readonly deleted: { readonly peers: readonly string[] };
  /** The history of conversations is gone; they are still in the list. */
  readonly emptied: { readonly peers: readonly string[] };
  readonly marked: { readonly peer: string; readonly marks: readonly Mark[]; readonly note: string };
  /** A group of conversations was made, deleted, renamed, or has other members. */
  readonly grouped: { readonly name: string; readonly formerName?: string };
}

type Item = ConversationChange['RecentContactMod'][number];
type Emit = Pick<Emitter<ConversationEvents>, 'emit'>;

interface Named {
  readonly RecentContactList: readonly { readonly Type: 1 | 2; readonly UserId?: string }[];
}

/** The peers of one-to-one conversations. */
const peersIn = ({ RecentContactList }: Named): readonly string[] =>
  RecentContactList.flatMap(({ UserId }) => UserId ?? []);

const tellLabels = (item: Item, events: Emit): void => {
  if ('RecentContactMarkContact' in item) {
    for (const mark of item.RecentContactMarkContact.RecentContactMarkContactItem) {
      const { RecentContactItem, StandardMark, CustomMark } = mark;
      if (RecentContactItem.Type === 2) continue;
      const peer = RecentContactItem.UserId;
      events.emit('marked', { peer, marks: marksIn(StandardMark), note: CustomMark });
    }
  }
  if ('RecentContactCreateContactGroup' in item) {
    for (const { MsgGroupItem } of item.RecentContactCreateContactGroup.MsgContactGroupContactItem)
      events.emit('grouped', { name: MsgGroupItem.GroupName });
  }
  if ('RecentContactDelContactGroup' in item) {
    for (const { GroupName } of item.RecentContactDelContactGroup.MsgGroupItem)
      events.emit('grouped', { name: GroupName });
  }
  if ('RecentContactUpdateContactGroup' in item) {
    const { GroupName, OldGroupName } = item.RecentContactUpdateContactGroup.MsgUpdateGroup;
    events.emit('grouped', { name: GroupName, formerName: OldGroupName });
  }
};

/** Tells what a push says of conversations. @returns the peers with whom nothing is left to read */
export const tellConversations = (event: PushEvent, events: Emit): readonly string[] => {
  if (!('RecentContactMod' in event)) return [];
  return event.RecentContactMod.flatMap(item => {
    if ('RecentContactTopItem' in item) {
      const peers = peersIn(item.RecentContactTopItem);
      if (peers.length > 0) events.emit('pinned', { peers, pinned: item.PushType === 2 });
    }
    if ('RecentContactDeleteItem' in item) {
      const peers = peersIn(item.RecentContactDeleteItem);
      if (peers.length > 0) events.emit('deleted', { peers });
      return peers;
    }
    if ('RecentContactClearItem' in item) {
      const peers = peersIn(item.RecentContactClearItem);
      if (peers.length > 0) events.emit('emptied', { peers });
      return peers;
    }
    tellLabels(item, events);
    return [];
  });
};

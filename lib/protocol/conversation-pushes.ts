import { groupIn } from './conversation-name.ts';

/** Conversations as pushes name them: the published clients go by `UserId`, and by either name of a group. */
type PushedConversation =
  | { readonly Type: 1; readonly UserId: string; readonly To_Account: string }
  | { readonly Type: 2; readonly GroupId: string; readonly ToGroupId: string };

/** Our own: published clients know no push for an emptied conversation and pass over this one. */
const clearedType = 100;

/** A change of an account's conversations, for its other clients. Clients go by the member's name; the number is ours. */
export interface ConversationChange {
  readonly Event: 8;
  readonly RecentContactMod: readonly (
    | {
        readonly PushType: 1;
        readonly RecentContactDeleteItem: { readonly RecentContactList: readonly PushedConversation[] };
      }
    | {
        readonly PushType: 2 | 3;
        readonly RecentContactTopItem: { readonly RecentContactList: readonly PushedConversation[] };
      }
    | {
        readonly PushType: typeof clearedType;
        readonly RecentContactClearItem: { readonly RecentContactList: readonly PushedConversation[] };
      }
    | LabelChange
  )[];
}

interface PushedGroup {
  readonly GroupId: number;
  readonly GroupName: string;
}

/** Changes of marks (4) and of conversation groups: made (5), deleted (6), renamed or with other members (7). */
export type LabelChange =
  | {
      readonly PushType: 4;
      readonly RecentContactMarkContact: { readonly RecentContactMarkContactItem: readonly PushedMark[] };
    }
  | {
      readonly PushType: 5;
      readonly RecentContactCreateContactGroup: {
        readonly MsgContactGroupContactItem: readonly {
          readonly MsgGroupItem: PushedGroup;
          readonly MsgRecentContactItem: readonly PushedConversation[];
        }[];
      };
    }
  | {
      readonly PushType: 6;
      readonly RecentContactDelContactGroup: { readonly MsgGroupItem: readonly PushedGroup[] };
    }
  | {
      readonly PushType: 7;
      readonly RecentContactUpdateContactGroup: {
        readonly UpdateType: 1;
        readonly MsgUpdateGroup: PushedGroup & {
          readonly UpdateGroupType: 1 | 2;
          readonly OldGroupName: string;
          readonly RecentContactUpdateGroupItem?: readonly {
            readonly ContactOptType: 1 | 2;
            readonly RecentContactItem: PushedConversation;
          }[];
        };
      };
    };

/** The marks of a conversation after a change. */
export interface PushedMark {
  readonly RecentContactItem: PushedConversation;
  readonly OptType: 1 | 2 | 3;
  readonly StandardMark: string;
  readonly CustomMark: string;
}

/** A conversation as pushes name it, by its name. */
export const pushedConversation = (name: string): PushedConversation => {
  const group = groupIn(name);
  return group === undefined
    ? { Type: 1, UserId: name, To_Account: name }
    : { Type: 2, GroupId: group, ToGroupId: group };
};

/** Tells of a change of marks or of groups. */
export const labelEvent = (change: LabelChange): ConversationChange => ({
  Event: 8,
  RecentContactMod: [change],
});

const pushedConversations = (peers: readonly string[]) => ({
  RecentContactList: peers.map(pushedConversation),
});

/** Tells that conversations were deleted. */
export const deletionEvent = (peers: readonly string[]): ConversationChange => ({
  Event: 8,
  RecentContactMod: [{ PushType: 1, RecentContactDeleteItem: pushedConversations(peers) }],
});

/** Tells that conversations were pinned, or no longer are. */
export const pinEvent = (peers: readonly string[], pinned: boolean): ConversationChange => ({
  Event: 8,
  RecentContactMod: [{ PushType: pinned ? 2 : 3, RecentContactTopItem: pushedConversations(peers) }],
});

/** Tells that a conversation was emptied. */
export const clearedEvent = (peer: string): ConversationChange => ({
  Event: 8,
  RecentContactMod: [{ PushType: clearedType, RecentContactClearItem: pushedConversations([peer]) }],
});

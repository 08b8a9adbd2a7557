/** `type` of the events that tell of block lists (contract: im-webhooks.md 3.2). */
export const blackListAddType = 'Sns.CallbackBlackListAdd';
export const blackListDeleteType = 'Sns.CallbackBlackListDelete';

/** Who did something to whom. */
export interface RelationPair {
  readonly From_Account: string;
  readonly To_Account: string;
}

/** Detail of those events. */
export interface BlackListChange {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  readonly PairList: readonly RelationPair[];
}

/** `type` of the events that tell of friends. */
export const friendAddType = 'Sns.CallbackFriendAdd';
export const friendDeleteType = 'Sns.CallbackFriendDelete';

/** Detail of the event that friends were added. */
export interface FriendAddition {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  readonly PairList: readonly (RelationPair & { readonly Initiator_Account: string })[];
  readonly ClientCmd: 'friend_add' | 'friend_response';
  /** Who did it for another account. */
  readonly Admin_Account?: string;
  readonly ForceFlag: 0 | 1;
}

/** Detail of the event that friends were deleted. */
export interface FriendDeletion {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  readonly PairList: readonly RelationPair[];
}

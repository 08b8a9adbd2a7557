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

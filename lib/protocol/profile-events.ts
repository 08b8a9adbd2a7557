/** `type` of the event that tells that profile fields were set (contract: im-webhooks.md 3.2). */
export const portraitSetType = 'Profile.CallbackPortraitSet';

/** Detail of that event. */
export interface PortraitSet {
  readonly SdkAppid: number;
  /** Milliseconds since 1970. */
  readonly EventTime: number;
  /** Whose profile. */
  readonly From_Account: string;
  /** Who set them. */
  readonly Operator_Account: string;
  /** The fields that were set. */
  readonly ProfileItem: readonly { readonly Tag: string; readonly Value: string | number }[];
}

import { operateTypes, type WireExtension } from './extensions.ts';

/** The one-to-one message that was extended, by the members from which clients make its id. */
export interface ExtendedChatMessage {
  readonly From_Account: string;
  readonly To_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTime: number;
  readonly MsgClientTime: number;
}

/** The same of a message of a group. */
export interface ExtendedGroupMessage {
  readonly GroupId: string;
  readonly From_Account: string;
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgClientTime: number;
}

type Target = {
  /** The number of the message's sender. */
  readonly TinyId: string;
} & (
  | { readonly ExtensionC2cMsgInfo: ExtendedChatMessage }
  | { readonly ExtensionGroupMsgInfo: ExtendedGroupMessage }
);

/**
 * Tells what happened to the extensions of a message. Clients go by the member's name; the number is ours. `MsgLastSeq` is
 * left out on purpose: clients would ask from there on next time, and never for what they missed before (docs/extensions.md).
 */
export interface ExtensionChange {
  readonly Event: 23;
  readonly MsgExtensionNotify: Target &
    (
      | {
          readonly MsgOptType: 1;
          readonly SetKVInfo: readonly { readonly MsgKeyValue: readonly WireExtension[] }[];
        }
      | {
          readonly MsgOptType: 2;
          readonly DeleteKVInfo: readonly { readonly MsgKeyValue: readonly WireExtension[] }[];
        }
      | { readonly MsgOptType: 3; readonly ClearKVInfo: readonly { readonly ClearMsgSeq: number }[] }
    );
}

/** Keys that were set or deleted. */
export const extensionsChanged = (
  target: Target,
  operation: 1 | 2,
  MsgKeyValue: readonly WireExtension[],
): ExtensionChange => ({
  Event: 23,
  MsgExtensionNotify:
    operation === operateTypes.set
      ? { ...target, MsgOptType: operation, SetKVInfo: [{ MsgKeyValue }] }
      : { ...target, MsgOptType: operation, DeleteKVInfo: [{ MsgKeyValue }] },
});

/** Every key was taken away. @param ClearMsgSeq the highest number that is cleared */
export const extensionsCleared = (target: Target, ClearMsgSeq: number): ExtensionChange => ({
  Event: 23,
  MsgExtensionNotify: { ...target, MsgOptType: operateTypes.clear, ClearKVInfo: [{ ClearMsgSeq }] },
});

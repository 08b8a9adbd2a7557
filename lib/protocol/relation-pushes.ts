import { byteLength } from './ids.ts';

/** A friend request as pushed: from `PendencyAdd_Account`, or to it when the owner itself asks. */
export interface PushedRequest {
  readonly PendencyAdd_Account: string;
  readonly ProfileImNick: string;
  readonly ProfileImImage: string;
  /** Seconds since 1970. */
  readonly AddTime: number;
  readonly AddSource: string;
  readonly AddWording: string;
}

/** What an owner notes of a friend from now on. */
export interface PushedNotes {
  readonly Friend_Account: string;
  readonly Sns: readonly { readonly Tag: string; readonly Value: unknown }[];
}

/**
 * What changed in an account's relations. Clients go by the members' names; of `PushType` they look at 3, a request, of whom
 * `From_Account` says whether the owner made it, and at 7, requests were seen.
 */
export interface RelationMod {
  readonly PushType?: 3 | 7;
  readonly From_Account?: string;
  readonly FriendAdd_Account?: readonly string[];
  /** Published clients fail on whom they do not know as a friend. */
  readonly FriendDel_Account?: readonly string[];
  readonly PendencyAdd?: readonly PushedRequest[];
  /** The wire's own misspelling: requests that are gone. */
  readonly FrienPencydDel_Account?: readonly string[];
  /** Seconds since 1970; requests up to it were seen. */
  readonly ReportTime?: number;
  readonly FriendUpInfo?: readonly PushedNotes[];
  readonly BlackListAdd_Account?: readonly string[];
  readonly BlackListDel_Account?: readonly string[];
}

/** Tells the clients of an account what changed in its relations; the number is ours. */
export interface RelationChange {
  readonly Event: 8;
  readonly FriendListMod: readonly RelationMod[];
}

/** Tells of changes in an account's relations. */
export const relationChange = (...FriendListMod: readonly RelationMod[]): RelationChange => ({
  Event: 8,
  FriendListMod,
});

/** Of the notes in one push; API Gateway takes a frame of up to 128 KB. */
const largestBytes = 100_000;

/** Tells what an owner notes of friends from now on, in as few pushes as carry it. */
export const notesChanges = (notes: readonly PushedNotes[]): readonly RelationChange[] => {
  const parts: PushedNotes[][] = [];
  let bytes = 0;
  for (const one of notes) {
    const size = byteLength(JSON.stringify(one));
    const last = parts.at(-1);
    const fits = last && bytes + size <= largestBytes;
    if (fits) last.push(one);
    else parts.push([one]);
    bytes = fits ? bytes + size : size;
  }
  return parts.map(FriendUpInfo => relationChange({ FriendUpInfo }));
};

/** What changed in an account's relations. Clients go by the members' names. */
export interface RelationMod {
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

/** What happened to rights in a community. Numbers and names are our own (docs/permission-groups.md). */
export const permissionChange = {
  groupCreated: 1,
  groupChanged: 2,
  groupsDeleted: 3,
  membersAdded: 4,
  membersRemoved: 5,
  topicPermissionsAdded: 6,
  topicPermissionsChanged: 7,
  topicPermissionsDeleted: 8,
  defaultsChanged: 9,
} as const;

/** That rights in a community have changed. */
export interface PushedPermissionChange {
  readonly GroupId: string;
  /** The topic whose `DefaultPermissions` are meant. */
  readonly TopicId?: string;
  readonly Operator_Account: string;
  /** Seconds since 1970. */
  readonly Time: number;
  /** One of `permissionChange`. */
  readonly OpType: (typeof permissionChange)[keyof typeof permissionChange];
  readonly PermissionGroupId?: string;
  readonly PermissionGroupIdList?: readonly string[];
  readonly PermissionGroupInfo?: Readonly<Record<string, unknown>>;
  readonly List_Account?: readonly string[];
  readonly TopicPermissionList?: readonly { readonly TopicId: string; readonly Permission: number }[];
  readonly TopicIdList?: readonly string[];
  readonly EnablePermissionGroup?: 0 | 1;
  readonly DefaultPermissions?: number;
}

/** An event that clients of the vendor pass over, because they do not know it. */
export interface PermissionEvent {
  readonly Event: 40;
  readonly GroupPermissionNotifys: readonly PushedPermissionChange[];
}

import type { GroupId, UserId } from '../protocol/ids.ts';
import type { Stored } from './items.ts';

/** A permission group of a community. */
export interface PermissionGroupItem extends Stored {
  readonly id: string;
  /** Milliseconds since 1970 of its creation: its id may be given again. */
  readonly born: number;
  readonly name: string;
  /** Bits of rights in the whole community (docs/permission-groups.md). */
  readonly permission: number;
  /** Absent: empty. */
  readonly customString?: string;
  /** How many members are in it. */
  readonly members: number;
}

/** How many permission groups a community has. */
export interface PermissionGroupCountItem extends Stored {
  readonly groups: number;
}

/** That a member is in a permission group. What it may goes by its membership, which names the group too. */
export interface PermittedItem extends Stored {
  readonly account: UserId;
}

/** What a permission group gives in a topic. */
export interface TopicPermissionItem extends Stored {
  /** Id and creation of the permission group: `permissionReference`. */
  readonly of: string;
  readonly topic: GroupId;
  readonly born: number;
  readonly permission: number;
}

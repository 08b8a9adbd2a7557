import { Fault } from '../../kernel/fault.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupItem } from '../../table/group-items.ts';
import { keys } from '../../table/keys.ts';
import { ShortMemory } from '../short-memory.ts';
import { checkGroupId } from './group-id.ts';
import { groupOf } from './group-store.ts';

/** A change of a profile is seen everywhere within this time; that a group was dissolved is seen at its state at once. */
const cacheMilliseconds = 5_000;
const groupsKept = 5_000;

/**
 * Groups remembered for seconds, so that a message costs no read for "is there such a group, and of which type". That
 * there is none is never remembered.
 */
export class GroupDirectory {
  private readonly groups: ShortMemory<string, GroupItem>;

  constructor(
    private readonly table: Table,
    clock: Clock,
  ) {
    this.groups = new ShortMemory(clock, cacheMilliseconds, groupsKept);
  }

  /** @returns undefined when there is no such group */
  async find(app: SdkAppId, group: GroupId): Promise<GroupItem | undefined> {
    const { PK } = keys.group(app, group);
    const known = this.groups.get(PK);
    if (known) return known;
    const item = await groupOf(this.table, app, group);
    if (item) this.groups.set(PK, item);
    return item;
  }

  /** @throws Fault GroupIdNotValid, GroupNotFound */
  async expect(app: SdkAppId, id: string): Promise<GroupItem> {
    const item = await this.find(app, checkGroupId(id));
    if (!item) throw new Fault('GroupNotFound');
    return item;
  }

  /** Drops what is remembered of a group that this function has just changed. */
  forget(app: SdkAppId, group: GroupId): void {
    this.groups.delete(keys.group(app, group).PK);
  }
}

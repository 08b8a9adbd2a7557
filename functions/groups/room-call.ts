import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { checkType, type LimitedCommand } from '../../lib/domain/group/refused-commands.ts';
import { type Actor, actorIn } from '../../lib/domain/group/standing.ts';
import { stateOf } from '../../lib/domain/group-log/state.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupDeps } from './deps.ts';

/** A live room that a call is about, and who calls. */
export interface RoomCall {
  readonly group: GroupItem;
  readonly life: GroupLife;
  readonly actor: Actor;
}

/**
 * The live room that a body names.
 * @throws Fault GroupIdNotValid, GroupNotFound, GroupNotPermitted for a group of another type
 */
export const roomCall = async (
  { GroupId }: { readonly GroupId: string },
  { application, caller }: Context,
  { table, groups }: GroupDeps,
  command: LimitedCommand,
): Promise<RoomCall> => {
  const group = await groups.expect(application.id, GroupId);
  checkType(command, group.type);
  const life = lifeOf(application.id, group);
  return { group, life, actor: await actorIn(table, group, life, caller) };
};

/**
 * Shards of a room's roster: 1 read unit.
 * @throws Fault GroupNotFound when it was dissolved
 */
export const shardsOf = async ({ table }: Pick<GroupDeps, 'table'>, life: GroupLife): Promise<number> => {
  const state = await stateOf(table, life);
  if (!state) throw new Fault('GroupNotFound');
  return state.shards;
};

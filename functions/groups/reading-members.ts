import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { checkType } from '../../lib/domain/group/refused-commands.ts';
import { actorIn, permit } from '../../lib/domain/group/standing.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { GroupDeps } from './deps.ts';
import type { MemberFilter } from './member-on-wire.ts';

/** What both commands that read members are asked. */
interface Asked extends MemberFilter {
  readonly GroupId: string;
}

/**
 * The group whose members somebody reads, what is to be shown of them, and to whom: 1 or 2 read units.
 * @throws Fault GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const readingMembers = async (
  command: Parameters<typeof checkType>[0],
  body: Asked,
  { application: { id: app, settings }, caller }: Context,
  { groups, table }: Pick<GroupDeps, 'groups' | 'table'>,
) => {
  const group = await groups.expect(app, body.GroupId);
  const { type } = group;
  checkType(command, type);
  const life = lifeOf(app, group);
  const actor = await actorIn(table, group, life, caller);
  permit('seeMembers', group, actor);
  const filter: MemberFilter = {
    MemberInfoFilter: body.MemberInfoFilter,
    AppDefinedDataFilter_GroupMember: body.AppDefinedDataFilter_GroupMember ?? [],
  };
  return {
    group,
    life,
    filter,
    reader: { account: actor.account, standing: actor.standing, type, settings },
  };
};

import { deleteGroups } from '../../../lib/domain/friend/friend-groups.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.group_delete;

/** Deletes friend groups: 1 read and 1 write unit, whoever is in them. One that is not there is as good as deleted. */
export const groupDelete: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { sequence } = await deleteGroups(deps.table, owner, body.GroupName);
  return { CurrentSequence: sequence };
};

import { customKeyword } from '../../../lib/domain/friend/friend-fields.ts';
import { customPrefix, standardFields } from '../../../lib/domain/profile/tags.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { ApplicationSettings } from '../../../lib/kernel/application.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { isStandardTag } from '../friend-tags.ts';
import { readFriends } from '../read-friends.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.friend_get_list;

const isKnown = (tag: string, { customFriendFields, customProfileFields }: ApplicationSettings): boolean =>
  isStandardTag(tag) ||
  customKeyword(tag, customFriendFields) !== undefined ||
  Object.hasOwn(standardFields, tag) ||
  customProfileFields.some(name => tag === `${customPrefix}${name}`);

/** Reads chosen fields of friends and their profiles: 2 read units each and 1 for the index. */
export const friendGetList: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const unknown = body.TagList.find(tag => !isKnown(tag, context.application.settings));
  if (unknown !== undefined) throw new Fault('RelationParameterNotValid', `there is no field ${unknown}`);
  const owner = await relationOwner(body.From_Account, context, deps);
  const tags = new Set(body.TagList);
  return readFriends(deps.table, owner, body.To_Account, tag => tags.has(tag));
};

import { joinedAmong } from '../../lib/domain/group-log/delete-group-chat.ts';
import type { TablePorts } from '../../lib/domain/program.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { groupConversation, groupIn } from '../../lib/protocol/conversation-name.ts';
import type { ConversationRef } from '../../lib/protocol/conversation-schemas.ts';
import type { GroupId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';

/** The name of a conversation. @throws Fault ConversationParameterNotValid for a group without an id */
export const nameOf = (ref: ConversationRef): UserId => {
  if (ref.Type === 1) return ref.To_Account;
  const group = ref.ToGroupId || ref.ToGroupid || ref.GroupId;
  if (!group) throw new Fault('ConversationParameterNotValid', 'the id of the group is missing');
  return groupConversation(group as GroupId);
};

/** The same for many, each once. */
export const namesOf = (refs: readonly ConversationRef[]): readonly UserId[] => [
  ...new Set(refs.map(nameOf)),
];

/** Conversations named in a call, and those of groups that the owner is not in. */
export interface KnownNames {
  readonly names: readonly UserId[];
  readonly unknown: ReadonlySet<UserId>;
}

/** Tells conversations that may be from those of groups that the owner is not in: 1 read unit for each group. */
export const knownNames = async (
  { table }: Pick<TablePorts, 'table'>,
  app: SdkAppId,
  owner: UserId,
  refs: readonly ConversationRef[],
): Promise<KnownNames> => {
  const names = namesOf(refs);
  const groups = names.flatMap(name => groupIn(name) ?? []);
  const joined = groups.length === 0 ? undefined : await joinedAmong(table, app, owner, groups);
  const isUnknown = (name: UserId) => {
    const group = groupIn(name);
    return group !== undefined && !joined?.has(group);
  };
  return {
    names: names.filter(name => !isUnknown(name)),
    unknown: new Set(names.filter(isUnknown)),
  };
};

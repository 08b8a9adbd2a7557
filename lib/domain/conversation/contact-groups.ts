import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import { byteLength, type UserId } from '../../protocol/ids.ts';
import type { ContactGroup, LabelIndexItem } from '../../table/items.ts';
import { changeLabels, type GroupsChange, type LabelChange } from './label-changes.ts';
import { type LabelOwner, storedLabelsOf } from './labels.ts';

/** Contract: conversations-and-login.md B. */
export const groupsAtMost = 20;
export const nameBytesAtMost = 32;

const checkName = (name: string): void => {
  if (byteLength(name) > nameBytesAtMost) throw new Fault('ContactGroupNameTooLong');
};

const joins =
  (id: number): LabelChange =>
  label => ({ ...label, groups: [...label.groups.filter(other => other !== id), id] });

const leaves =
  (id: number): LabelChange =>
  label => ({ ...label, groups: label.groups.filter(other => other !== id) });

const stateOf = (index: LabelIndexItem | undefined) => ({
  groups: index?.contactGroups ?? [],
  lastId: index?.lastId ?? 0,
  before: index?.version,
});

const named = (groups: readonly ContactGroup[], name: string): ContactGroup => {
  const group = groups.find(one => one.name === name);
  if (!group) throw new Fault('ContactGroupNotFound');
  return group;
};

const free = (groups: readonly ContactGroup[], name: string): void => {
  checkName(name);
  if (groups.some(group => group.name === name)) {
    throw new Fault('ConversationParameterNotValid', 'there is a conversation group of this name already');
  }
};

/** The groups of an account: 1 read unit. */
const groupsOf = async (table: Table, owner: LabelOwner) =>
  stateOf((await storedLabelsOf(table, owner, [])).index);

const changed = async (
  table: Table,
  owner: LabelOwner,
  second: number,
  change: (groups: readonly ContactGroup[]) => readonly ContactGroup[],
): Promise<void> =>
  changeLabels(table, owner, new Map(), second, (index): GroupsChange => {
    const state = stateOf(index);
    return { ...state, groups: change(state.groups) };
  });

/**
 * Makes a group with its first conversations: 2 write units for each and 2 for each 9.
 * @param second seconds since 1970
 * @throws Fault TooManyContactGroups, ContactGroupNameTooLong, TooManyLabels, ConversationParameterNotValid
 */
export const createGroup = async (
  table: Table,
  owner: LabelOwner,
  name: string,
  peers: readonly UserId[],
  second: number,
): Promise<ContactGroup> => {
  // Which number the group gets is decided together with its first members; a collision decides anew.
  const { groups, lastId } = await groupsOf(table, owner);
  free(groups, name);
  const group = { id: lastId + 1, name };
  const members = new Map(peers.map(peer => [peer, joins(group.id)]));
  await changeLabels(table, owner, members, second, index => {
    const state = stateOf(index);
    free(state.groups, name);
    if (state.groups.length >= groupsAtMost) throw new Fault('TooManyContactGroups');
    if (state.lastId !== lastId) throw new Error('another group was made at the same moment');
    return { groups: [...state.groups, group], lastId: group.id, before: state.before };
  });
  return group;
};

/**
 * Renames a group: 2 read and 1 write units, whatever is in it.
 * @throws Fault ContactGroupNotFound, ContactGroupNameTooLong, ConversationParameterNotValid
 */
export const renameGroup = async (
  table: Table,
  owner: LabelOwner,
  name: string,
  newName: string,
  second: number,
): Promise<ContactGroup> => {
  const group = named((await groupsOf(table, owner)).groups, name);
  const renamed = { id: group.id, name: newName };
  await changed(table, owner, second, groups => {
    const { id } = named(groups, name);
    if (newName !== name) free(groups, newName);
    return groups.map(other => (other.id === id ? renamed : other));
  });
  return renamed;
};

/**
 * Deletes a group: 2 read and 1 write units, whatever is in it. Its number stays in the labels of its conversations, where
 * it counts for nothing, until they are changed or room is needed.
 * @throws Fault ContactGroupNotFound
 */
export const deleteGroup = async (
  table: Table,
  owner: LabelOwner,
  name: string,
  second: number,
): Promise<ContactGroup> => {
  const group = named((await groupsOf(table, owner)).groups, name);
  await changed(table, owner, second, groups => {
    const { id } = named(groups, name);
    return groups.filter(other => other.id !== id);
  });
  return group;
};

/** Which conversations come into a group, and which go. */
export interface Members {
  readonly join: readonly UserId[];
  readonly leave: readonly UserId[];
}

/**
 * Moves conversations into and out of a group.
 * @throws Fault ContactGroupNotFound, TooManyLabels
 */
export const changeMembers = async (
  table: Table,
  owner: LabelOwner,
  name: string,
  { join, leave }: Members,
  second: number,
): Promise<ContactGroup> => {
  const group = named((await groupsOf(table, owner)).groups, name);
  const changes = new Map([
    ...join.map(peer => [peer, joins(group.id)] as const),
    ...leave.map(peer => [peer, leaves(group.id)] as const),
  ]);
  await changeLabels(table, owner, changes, second);
  return group;
};

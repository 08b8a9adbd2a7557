import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ContactGroup, LabelIndexItem, LabelItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';

/** Whose labels. */
export interface LabelOwner {
  readonly app: SdkAppId;
  readonly owner: UserId;
}

/** Groups and marks of one conversation, as they count. */
export interface Label {
  readonly peer: UserId;
  readonly marks: readonly number[];
  readonly custom: string;
  readonly groups: readonly number[];
  /** Seconds since 1970. */
  readonly changedAt: number;
}

/** All that an account has labelled. */
export interface Labels {
  readonly labels: readonly Label[];
  readonly groups: readonly ContactGroup[];
}

/** A label without the groups that are gone. */
export const labelOf = (
  { peer, marks = [], custom = '', groups = [], changedAt }: LabelItem,
  known: readonly ContactGroup[],
): Label => ({
  peer,
  marks,
  custom,
  changedAt,
  groups: groups.filter(id => known.some(group => group.id === id)),
});

/** Whether there is nothing to say of a conversation. */
export const isEmpty = ({ marks, custom, groups }: Omit<Label, 'peer' | 'changedAt'>): boolean =>
  marks.length === 0 && custom === '' && groups.length === 0;

/** Everything as stored: 1 read unit for each begun 4 KB, which hold about 25 labels. */
export const storedLabels = async (
  table: Table,
  { app, owner }: LabelOwner,
): Promise<{ readonly items: readonly LabelItem[]; readonly index: LabelIndexItem | undefined }> => {
  const found = await allPages<LabelItem | LabelIndexItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, owner).PK, ':prefix': keys.labelPrefix },
    consistent: true,
  });
  const index = found.find((item): item is LabelIndexItem => !('peer' in item));
  return { items: found.filter((item): item is LabelItem => 'peer' in item), index };
};

/** All labels of an account that say something, and its groups. */
export const labelsOf = async (table: Table, owner: LabelOwner): Promise<Labels> => {
  const { items, index } = await storedLabels(table, owner);
  const groups = index?.contactGroups ?? [];
  return { groups, labels: items.map(item => labelOf(item, groups)).filter(label => !isEmpty(label)) };
};

/** The labels of some conversations as stored, with what all have in common: 1 read unit each, in one call. */
export const storedLabelsOf = async (
  table: Table,
  { app, owner }: LabelOwner,
  peers: readonly UserId[],
): Promise<{
  readonly items: ReadonlyMap<UserId, LabelItem>;
  readonly index: LabelIndexItem | undefined;
}> => {
  const wanted = [keys.labelIndex(app, owner), ...peers.map(peer => keys.label(app, owner, peer))];
  const found = await table.getMany<LabelItem | LabelIndexItem>(wanted, { consistent: true });
  const items = found.filter((item): item is LabelItem => 'peer' in item);
  return {
    items: new Map(items.map(item => [item.peer, item])),
    index: found.find((item): item is LabelIndexItem => !('peer' in item)),
  };
};

import type { GroupAt } from '../../protocol/group-pushes.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupDraft } from './log-store.ts';

/** Whom a message names. */
export interface Named {
  /** One by one, as far as they see it. */
  readonly accounts: readonly UserId[];
  /** Everyone who sees it. */
  readonly everyone: boolean;
}

/** Whom a message names among those who see it (contract: groups.md 10.1, `GroupAtInfo`). */
export const namedIn = ({ at, to }: Pick<GroupDraft, 'at' | 'to'>): Named => {
  const all = at ? (JSON.parse(at) as readonly GroupAt[]) : [];
  const accounts = all.flatMap(({ GroupAtAllFlag, GroupAt_Account }) =>
    GroupAtAllFlag === 0 && GroupAt_Account ? [GroupAt_Account as UserId] : [],
  );
  return {
    accounts: to ? accounts.filter(account => to.includes(account)) : accounts,
    everyone: all.some(({ GroupAtAllFlag }) => GroupAtAllFlag === 1),
  };
};

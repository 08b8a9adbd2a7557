import { accountsOf } from '../../../lib/domain/account/account-store.ts';
import { tiesOf } from '../../../lib/domain/friend/tie.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { namedAccounts } from '../named-accounts.ts';
import { relationOwner } from '../relation-owner.ts';
import { failedOf, resultOf } from '../result-items.ts';

type Spec = typeof sns.commands.friend_check;

const relationOf = (has: boolean, hadBy: boolean) => {
  if (has) return hadBy ? 'CheckResult_Type_BothWay' : 'CheckResult_Type_AWithB';
  return hadBy ? 'CheckResult_Type_BWithA' : 'CheckResult_Type_NoRelation';
};

/** Tells who has whom in the list: 2 read units for each account, whatever is asked. */
export const friendCheck: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { names, accounts, refused } = namedAccounts(body.To_Account);
  const peers = accounts.filter(account => account !== owner.owner);
  const both = body.CheckType === 'CheckResult_Type_Both';
  const [existing, ties] = await Promise.all([
    accountsOf(deps.table, owner.app, accounts),
    tiesOf(deps.table, owner, peers),
  ]);
  for (const account of accounts) if (!existing.has(account)) refused.set(account, 'RelationAccountNotFound');
  const byName = new Map<string, { readonly has: boolean; readonly hadBy: boolean }>(ties);
  return {
    InfoItem: names.map(To_Account => {
      const { has = false, hadBy = false } = byName.get(To_Account) ?? {};
      return {
        To_Account,
        Relation: relationOf(has, both && hadBy),
        ...resultOf(refused.get(To_Account)),
      };
    }),
    ...failedOf({ names, refused }),
  };
};

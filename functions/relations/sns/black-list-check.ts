import { accountsOf } from '../../../lib/domain/account/account-store.ts';
import { noTie, type Tie, tiesOf } from '../../../lib/domain/friend/tie.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { namedAccounts } from '../named-accounts.ts';
import { relationOwner } from '../relation-owner.ts';
import { failedOf, resultOf } from '../result-items.ts';

type Spec = typeof sns.commands.black_list_check;

const relationOf = ({ blocks, blockedBy }: Tie, both: boolean) => {
  const isBlocked = both && blockedBy;
  if (blocks) return isBlocked ? 'BlackCheckResult_Type_BothWay' : 'BlackCheckResult_Type_AWithB';
  return isBlocked ? 'BlackCheckResult_Type_BWithA' : 'BlackCheckResult_Type_NO';
};

/** Tells who blocks whom: 1 read unit for each account and 1 for each tie. */
export const blackListCheck: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const { table } = deps;
  const owner = await relationOwner(body.From_Account, context, deps);
  const { names, accounts, refused } = namedAccounts(body.To_Account);
  const both = body.CheckType === 'BlackCheckResult_Type_Both';
  const [existing, ties] = await Promise.all([
    accountsOf(table, owner.app, accounts),
    tiesOf(table, owner, accounts),
  ]);
  for (const account of accounts) if (!existing.has(account)) refused.set(account, 'RelationAccountNotFound');
  return {
    BlackListCheckItem: names.map(To_Account => ({
      To_Account,
      Relation: relationOf(ties.get(To_Account as UserId) ?? noTie, both),
      ...resultOf(refused.get(To_Account)),
    })),
    ...failedOf({ names, refused }),
  };
};

import { accountsOf } from '../../../lib/domain/account/account-store.ts';
import { addBlocks } from '../../../lib/domain/block/change-blocks.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { blackListAddType } from '../../../lib/protocol/relation-events.ts';
import { relationChange } from '../../../lib/protocol/relation-pushes.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { blockBatch } from '../block-batch.ts';
import { namedAccounts } from '../named-accounts.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.black_list_add;

/** Blocks accounts, each for itself, and tells the owner's clients. */
export const blackListAdd: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { names, accounts, refused } = namedAccounts(body.To_Account);
  const existing = await accountsOf(deps.table, owner.app, accounts);
  for (const account of accounts) {
    if (account === owner.owner) refused.set(account, 'RelationParameterNotValid');
    else if (!existing.has(account)) refused.set(account, 'RelationAccountNotFound');
  }
  const peers = accounts.filter(account => !refused.has(account));
  const batch = blockBatch(deps, owner, blackListAddType);
  const changed = await addBlocks(batch, owner, peers, deps.clock.now());
  for (const [peer, why] of changed.refused) refused.set(peer, why);
  if (changed.done.length > 0) {
    // Published clients learn it from this push only, the one that calls included.
    await deliver(deps, owner.app, owner.owner, [relationChange({ BlackListAdd_Account: changed.done })]);
    await tellFriends(deps, owner, changed.steps);
  }
  return resultsOf({ names, refused });
};

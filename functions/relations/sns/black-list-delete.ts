import { removeBlocks } from '../../../lib/domain/block/change-blocks.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { blackListDeleteType } from '../../../lib/protocol/relation-events.ts';
import { relationChange } from '../../../lib/protocol/relation-pushes.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { blockBatch } from '../block-batch.ts';
import { namedAccounts } from '../named-accounts.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';

type Spec = typeof sns.commands.black_list_delete;

/** Ends blocks, each for itself, and tells the owner's clients. Nobody becomes a friend again by it. */
export const blackListDelete: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { names, accounts, refused } = namedAccounts(body.To_Account);
  const batch = blockBatch(deps, owner, blackListDeleteType);
  const changed = await removeBlocks(batch, owner, accounts, deps.clock.now());
  for (const [peer, why] of changed.refused) refused.set(peer, why);
  if (changed.done.length > 0) {
    await deliver(deps, owner.app, owner.owner, [relationChange({ BlackListDel_Account: changed.done })]);
  }
  return resultsOf({ names, refused });
};

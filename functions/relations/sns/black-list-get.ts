import { blockListOf } from '../../../lib/domain/block/block-store.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.black_list_get;

/**
 * Lists blocked accounts in the order in which they were blocked: 1 read unit for about 35, whatever the page. A page begins
 * at the number of an entry, so that nobody is passed over when others are unblocked in between.
 */
export const blackListGet: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { blocks, index } = await blockListOf(deps.table, owner);
  const rest = blocks.filter(({ number }) => number >= body.StartIndex);
  const next = rest[body.MaxLimited];
  const sequence = index?.sequence ?? 0;
  return {
    BlackListItem: rest
      .slice(0, body.MaxLimited)
      .map(({ blocked, at }) => ({ To_Account: blocked, AddBlackTimeStamp: at })),
    StartIndex: next?.number ?? 0,
    CurruentSequence: sequence,
    CurrentSequence: sequence,
    CompleteFlag: next ? 0 : 1,
  };
};

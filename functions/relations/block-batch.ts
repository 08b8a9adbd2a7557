import { blockEvents } from '../../lib/domain/block/block-events.ts';
import type { BlockOwner } from '../../lib/domain/block/block-store.ts';
import type { Batch } from '../../lib/domain/block/change-blocks.ts';
import { deletionEvents } from '../../lib/domain/friend/friend-events.ts';
import type { Ports } from '../../lib/kernel/ports.ts';
import type { blackListAddType, blackListDeleteType } from '../../lib/protocol/relation-events.ts';

/** Nothing is begun later: a batch of 1,000 takes a few seconds, the function has 25 s (lib/infra/function-settings.ts). */
const mostMilliseconds = 20_000;

/** How this function changes a block list: announced to webhooks, and in time. */
export const blockBatch = (
  { table, bus, clock }: Pick<Ports, 'table' | 'bus' | 'clock'>,
  owner: BlockOwner,
  type: typeof blackListAddType | typeof blackListDeleteType,
): Batch => {
  const end = clock.now() + mostMilliseconds;
  return {
    table,
    isOver: () => clock.now() >= end,
    announce: (steps, sequence) => {
      const at = clock.now();
      const peers = steps.map(({ peer }) => peer);
      const blocks = blockEvents(type, owner, peers, sequence, at);
      return bus.emit([...blocks, ...deletionEvents(owner, steps, at)]);
    },
  };
};

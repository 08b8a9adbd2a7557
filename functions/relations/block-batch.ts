import { blockEvents } from '../../lib/domain/block/block-events.ts';
import type { BlockOwner } from '../../lib/domain/block/block-store.ts';
import type { Batch } from '../../lib/domain/block/change-blocks.ts';
import type { Ports } from '../../lib/kernel/ports.ts';
import type { blackListAddType, blackListDeleteType } from '../../lib/protocol/relation-events.ts';

/** Nothing is begun later: a batch of 1,000 takes a few seconds, the function has 25 s (lib/infra/function-settings.ts). */
const mostMilliseconds = 20_000;

/** How this function changes a block list: announced to webhooks, and in time. */
export const blockBatch = (
  { table, bus, clock, log }: Pick<Ports, 'table' | 'bus' | 'clock' | 'log'>,
  owner: BlockOwner,
  type: typeof blackListAddType | typeof blackListDeleteType,
): Batch => {
  const end = clock.now() + mostMilliseconds;
  return {
    table,
    isOver: () => clock.now() >= end,
    halted: error => log.error('a batch of blocks stopped half-way', { error }),
    announce: (steps, sequence) => {
      const peers = steps.map(({ peer }) => peer);
      return bus.emit(blockEvents(type, owner, peers, sequence, clock.now()));
    },
  };
};

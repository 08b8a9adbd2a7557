import type { Batch } from '../../lib/domain/friend/carry-out.ts';
import type { Ports } from '../../lib/kernel/ports.ts';

/** Nothing is begun later: the function has 25 s (lib/infra/function-settings.ts). */
const mostMilliseconds = 20_000;

/** How this function changes friendships: in time. */
export const friendBatch = ({ table, clock }: Pick<Ports, 'table' | 'clock'>): Batch => {
  const end = clock.now() + mostMilliseconds;
  return { table, now: () => clock.now(), isOver: () => clock.now() >= end };
};

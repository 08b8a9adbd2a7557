import type { DomainEvent } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type {
  BlackListChange,
  blackListAddType,
  blackListDeleteType,
} from '../../protocol/relation-events.ts';
import type { BlockOwner } from './block-store.ts';

/** Pairs in one event, which may have 256 KB: a name has 32 bytes, and each may be written as six. */
const pairsPerEvent = 500;

/**
 * Tells that an account blocks others, or no longer.
 * @param sequence of the list when it begins
 * @param at milliseconds since 1970
 */
export const blockEvents = (
  type: typeof blackListAddType | typeof blackListDeleteType,
  { app, owner }: BlockOwner,
  peers: readonly UserId[],
  sequence: number,
  at: number,
): readonly DomainEvent[] =>
  Array.from({ length: Math.ceil(peers.length / pairsPerEvent) }, (_, i): DomainEvent => {
    const some = peers.slice(i * pairsPerEvent, (i + 1) * pairsPerEvent);
    const PairList = some.map(To_Account => ({ From_Account: owner, To_Account }));
    const detail: BlackListChange = { SdkAppid: app, EventTime: at, PairList };
    return { type, id: `${type}/${app}/${owner}/${sequence}/${i}`, detail: { ...detail } };
  });

import type { Table } from '../../kernel/ports.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import type { FriendOwner } from './tie.ts';

/**
 * Notes up to when friend requests were seen: 1 write unit. It never goes back.
 * @param second seconds since 1970
 */
export const noteRequestsSeen = (
  table: Table,
  { app, owner }: FriendOwner,
  second: number,
): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keys.friendIndex(app, owner),
      set: 'SET #v = :v, #seen = :second',
      condition: 'attribute_not_exists(#seen) OR #seen < :second',
      names: { '#v': 'v', '#seen': 'requestsSeen' },
      values: { ':v': 1, ':second': second },
    }),
  );

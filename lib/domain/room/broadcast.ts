import type { Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupStateItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { claim, type GroupDraft } from '../group-log/log-store.ts';

/** Numbers and claims of broadcasts stand where those of a group would; no group can have this id. */
const lifeOfBroadcasts = (app: SdkAppId): GroupLife => ({ app, group: '' as GroupId, born: 0 });

const countedSeconds = 60;

/**
 * Takes a turn of this second: 1 write unit.
 * @param perSecond turns that a second has, 1 or more
 * @returns false when others have had them all
 */
export const takeTurn = (table: Table, app: SdkAppId, now: number, perSecond: number): Promise<boolean> => {
  const second = Math.floor(now / 1000);
  const turn = table.update({
    key: keys.callCount(app, 'send_broadcast_msg turn', second),
    set: 'SET v = :v, #expires = :expires ADD turns :one',
    condition: 'attribute_not_exists(turns) OR turns < :most',
    names: { '#expires': expiryAttribute },
    values: { ':v': 1, ':expires': second + countedSeconds, ':one': 1, ':most': perSecond },
  });
  return conditionHeld(turn);
};

/**
 * The number of a broadcast: 2 write units. One that is sent again within five minutes has the number of the first.
 * @param now milliseconds since 1970
 */
export const claimBroadcast = async (
  table: Table,
  app: SdkAppId,
  draft: GroupDraft,
  now: number,
): Promise<{ readonly seq: number; readonly time: number }> => {
  const life = lifeOfBroadcasts(app);
  const { next } = await table.update<Pick<GroupStateItem, 'next'>>({
    key: keys.groupState(life),
    set: 'ADD #next :one',
    names: { '#next': 'next' },
    values: { ':one': 1 },
  });
  const place = { seq: next, time: Math.floor(now / 1000), uncountedBefore: 0 };
  return (await claim(table, life, draft, place, now)) ?? place;
};

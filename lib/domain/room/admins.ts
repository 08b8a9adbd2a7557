import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { GroupId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import { groupOf } from '../group/group-store.ts';

/** Contract: groups.md 12. */
const mostAdmins = 5;
const attempts = 5;

/**
 * Makes accounts administrators of a live room, or ordinary again: 1 read and 1 write unit.
 * @returns false, with nothing changed, when that would be more than five
 * @throws Fault GroupNotFound
 */
export const changeAdmins = async (
  table: Table,
  app: SdkAppId,
  group: GroupId,
  accounts: readonly UserId[],
  how: 'set' | 'remove',
): Promise<boolean> => {
  for (let left = attempts; left > 0; left -= 1) {
    const item = await groupOf(table, app, group);
    if (!item) throw new Fault('GroupNotFound');
    const others = (item.admins ?? []).filter(account => !accounts.includes(account));
    const admins = how === 'set' ? [...others, ...new Set(accounts)] : others;
    if (admins.length > mostAdmins) return false;
    const write = table.update({
      key: keys.group(app, group),
      set: 'SET admins = :admins ADD infoSeq :one',
      condition: 'born = :born AND infoSeq = :seq',
      values: { ':admins': admins, ':one': 1, ':born': item.born, ':seq': item.infoSeq },
    });
    if (await conditionHeld(write)) return true;
  }
  throw new Error('others were always faster at changing the room');
};

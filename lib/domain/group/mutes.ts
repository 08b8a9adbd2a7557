import type { Table } from '../../kernel/ports.ts';
import type { GroupId, UserId } from '../../protocol/ids.ts';
import type { GroupMuteItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { isLive } from '../session/session-store.ts';

/** Seconds that mean: for ever (contract: group-commands.md 2.7). */
export const forEver = 0xffff_ffff;

/** Somebody who may not speak. */
export interface Mute {
  readonly account: UserId;
  /** Seconds since 1970; `forEver` without an end. */
  readonly until: number;
}

/** Until when an item mutes. */
export const mutedUntil = (item: GroupMuteItem): number => item[expiryAttribute] ?? forEver;

/** Who may not speak in a group: 1 read unit for each begun 4 KB. @param now milliseconds since 1970 */
export const mutesOf = async (table: Table, life: GroupLife, now: number): Promise<readonly Mute[]> => {
  const items = await allPages<GroupMuteItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.groupMutes(life), ':prefix': keys.groupMutePrefix },
    consistent: true,
  });
  return items
    .filter(item => isLive(item, now))
    .map(item => ({ account: item.account, until: mutedUntil(item) }));
};

/** Until when an account is muted in groups, by their ids, in seconds: ½ read unit for each. @param now milliseconds since 1970 */
export const mutesOfAccount = async (
  table: Table,
  lives: readonly GroupLife[],
  account: UserId,
  now: number,
): Promise<ReadonlyMap<GroupId, number>> => {
  const items = await table.getMany<GroupMuteItem>(lives.map(life => keys.groupMute(life, account)));
  const until = new Map(items.filter(item => isLive(item, now)).map(item => [item.PK, mutedUntil(item)]));
  return new Map(lives.map(life => [life.group, until.get(keys.groupMute(life, account).PK) ?? 0]));
};

/**
 * Mutes accounts from now on, members or not, or lets them speak again: 1 write unit each. It holds over leaving and coming back.
 * @param seconds 0 lets them speak
 * @param now milliseconds since 1970
 */
export const mute = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
  seconds: number,
  now: number,
): Promise<void> => {
  const end = seconds === forEver ? undefined : Math.floor(now / 1000) + seconds;
  await forEachOf(accounts, async account => {
    const key = keys.groupMute(life, account);
    if (seconds === 0) return void (await table.delete({ key }));
    const item: GroupMuteItem = { ...key, v: 1, account, ...(end && { ExpiresAt: end }) };
    await table.put({ item });
  });
};

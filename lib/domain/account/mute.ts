import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';

/** On the wire and stored: for ever (contract: accounts.md, global mute). */
export const forever = 0xffff_ffff;

/** What an account may not do for how many seconds from now; absent members stay as they are, 0 lifts. */
export interface Mute {
  readonly chat?: number | undefined;
  readonly group?: number | undefined;
}

/** Seconds since 1970 at which a mute ends. */
const endOf = (seconds: number, now: number): number => {
  if (seconds === 0) return 0;
  return seconds === forever ? forever : Math.min(now + seconds, forever - 1);
};

/**
 * Mutes an account for all one-to-one messages, for all messages to groups, or both: 1 write unit for each begun KB of
 * the account.
 * @param now seconds since 1970
 * @returns false when there is no such account
 */
export const setMute = (
  table: Table,
  app: SdkAppId,
  account: UserId,
  { chat, group }: Mute,
  now: number,
): Promise<boolean> => {
  const changes = [
    ...(chat === undefined ? [] : [{ set: 'chatMutedUntil = :chat', name: ':chat', seconds: chat }]),
    ...(group === undefined ? [] : [{ set: 'groupMutedUntil = :group', name: ':group', seconds: group }]),
  ];
  return conditionHeld(
    table.update({
      key: keys.account(app, account),
      set: `SET ${changes.map(({ set }) => set).join(', ')}`,
      condition: 'attribute_exists(PK)',
      values: Object.fromEntries(changes.map(({ name, seconds }) => [name, endOf(seconds, now)])),
    }),
  );
};

/**
 * For how many more seconds an account is muted: 0 when it is not, `forever`.
 * @param until as stored
 * @param now seconds since 1970
 */
export const muteLeft = (until: number | undefined, now: number): number => {
  if (until === forever) return forever;
  return Math.max(0, (until ?? 0) - now);
};

/** The mutes of an account, strongly consistent: 1 read unit. @returns undefined when there is no such account */
export const muteOf = async (
  table: Table,
  app: SdkAppId,
  account: UserId,
  now: number,
): Promise<{ readonly chat: number; readonly group: number } | undefined> => {
  const item = await table.get<AccountItem>(keys.account(app, account), { consistent: true });
  return item && { chat: muteLeft(item.chatMutedUntil, now), group: muteLeft(item.groupMutedUntil, now) };
};

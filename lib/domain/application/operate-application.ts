import { randomBytes, randomInt } from 'node:crypto';
import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ApplicationItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { createAccount } from '../account/account-store.ts';
import { conditionHeld } from '../condition-held.ts';

/** Bytes of a new secret key, which is written in hexadecimal. */
const secretKeyBytes = 32;

/** Makes a secret key: 64 hexadecimal digits. */
export const newSecretKey = (): string => randomBytes(secretKeyBytes).toString('hex');

/** Makes an application number of the usual form, 1400000000 and up. */
export const newApplicationId = (): SdkAppId => randomInt(1_400_000_000, 1_500_000_000) as SdkAppId;

/** An application as its operator makes it. */
export interface FreshApplication {
  readonly id: SdkAppId;
  readonly secretKey: string;
  readonly admins: readonly UserId[];
}

/**
 * Administrators are accounts like any other. One without an account would cost a read with each call, because that there
 * is no such account is never remembered.
 */
const importAdmins = async (table: Table, app: SdkAppId, admins: readonly UserId[], now: number) => {
  await Promise.all(admins.map(admin => createAccount(table, app, admin, now)));
};

/**
 * Writes a new application, and accounts for its administrators.
 * @param now milliseconds since 1970
 * @returns false when there is one of that number, which is left as it is
 */
export const createApplication = async (
  table: Table,
  application: FreshApplication,
  now: number,
): Promise<boolean> => {
  const item: ApplicationItem = {
    ...keys.application(application.id),
    v: 1,
    id: application.id,
    secretKeys: [application.secretKey],
    admins: application.admins,
    disabled: false,
    settings: {},
  };
  if (!(await conditionHeld(table.put({ item, condition: 'attribute_not_exists(PK)' })))) return false;
  await importAdmins(table, application.id, application.admins, now);
  return true;
};

/**
 * Puts a new key before the current one. UserSigs made with the current key stay good until the next rotation; those
 * made with the one before it end at once. Functions see it within seconds.
 * @returns the new key; undefined when there is no such application
 */
export const rotateSecretKey = async (table: Table, id: SdkAppId): Promise<string | undefined> => {
  const key = keys.application(id);
  const item = await table.get<ApplicationItem>(key, { consistent: true });
  if (!item) return undefined;
  const [current] = item.secretKeys;
  const secretKey = newSecretKey();
  await table.update({
    key,
    set: 'SET #keys = :keys',
    // Two operators at once must not both believe that theirs is the key.
    condition: '#keys = :before',
    names: { '#keys': 'secretKeys' },
    values: {
      ':keys': current === undefined ? [secretKey] : [secretKey, current],
      ':before': item.secretKeys,
    },
  });
  return secretKey;
};

/**
 * Replaces the administrators, whose UserSigs may call the REST API, and makes the accounts that they lack. Functions see it
 * within seconds.
 * @param now milliseconds since 1970
 * @returns false when there is no such application
 */
export const setAdmins = async (
  table: Table,
  id: SdkAppId,
  admins: readonly UserId[],
  now: number,
): Promise<boolean> => {
  const write = table.update({
    key: keys.application(id),
    set: 'SET #admins = :admins',
    condition: 'attribute_exists(PK)',
    names: { '#admins': 'admins' },
    values: { ':admins': admins },
  });
  if (!(await conditionHeld(write))) return false;
  await importAdmins(table, id, admins, now);
  return true;
};

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { createAccount } from '../lib/domain/account/account-store.ts';
import { saveApplication } from '../lib/domain/application/application-store.ts';
import {
  createApplication,
  newApplicationId,
  newSecretKey,
} from '../lib/domain/application/operate-application.ts';
import type { Table } from '../lib/kernel/ports.ts';
import { signUserSig } from '../lib/kernel/user-sig.ts';
import { LocalStartError } from '../lib/local/local-start-error.ts';
import type { SdkAppId, UserId } from '../lib/protocol/ids.ts';
import type { ApplicationItem } from '../lib/table/items.ts';
import { keys } from '../lib/table/keys.ts';

/** The application of a local server. */
export interface FirstApplication {
  readonly id: SdkAppId;
  readonly secretKey: string;
}

/** The account that may call the REST API of a local server. */
export const admin = 'administrator' as UserId;

/** Accounts to try things with: UserID and nick. */
export const demoAccounts = { ana: 'Ana', ben: 'Ben' } as const;

const keptFile = z.object({ sdkAppId: z.int(), secretKey: z.string() });

const kept = (path: string): FirstApplication => {
  if (existsSync(path)) {
    const { sdkAppId, secretKey } = keptFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    return { id: sdkAppId as SdkAppId, secretKey };
  }
  const made = { id: newApplicationId(), secretKey: newSecretKey() };
  const text = JSON.stringify({ sdkAppId: made.id, secretKey: made.secretKey });
  writeFileSync(path, text, { mode: 0o600 });
  return made;
};

/**
 * Number and key of the first application: KAIWA_SDKAPPID and KAIWA_SECRET_KEY, or else what was made once and is kept.
 * @throws LocalStartError when KAIWA_SDKAPPID is not a number
 */
export const firstApplication = (dataFolder: string): FirstApplication => {
  const { KAIWA_SDKAPPID: id, KAIWA_SECRET_KEY: secretKey } = process.env;
  if (id && !/^[1-9]\d{0,9}$/.test(id)) {
    throw new LocalStartError(`KAIWA_SDKAPPID is ${id}; it must be a number of at most 10 digits.`);
  }
  const made = kept(join(dataFolder, 'application.json'));
  return { id: id ? (Number(id) as SdkAppId) : made.id, secretKey: secretKey || made.secretKey };
};

/** Writes the application and the accounts, unless they are there already. */
export const seed = async (table: Table, { id, secretKey }: FirstApplication): Promise<void> => {
  const admins = [admin];
  if (!(await createApplication(table, { id, secretKey, admins }, Date.now()))) {
    const stored = await table.get<ApplicationItem>(keys.application(id), { consistent: true });
    if (!stored?.secretKeys.includes(secretKey)) {
      await saveApplication(table, { id, secretKeys: [secretKey], admins });
    }
  }
  for (const [account, nick] of [[admin, 'Administrator'], ...Object.entries(demoAccounts)] as const) {
    await createAccount(table, id, account as UserId, Date.now(), { Tag_Profile_IM_Nick: nick });
  }
};

const monthInSeconds = 30 * 86_400;

/** A UserSig that is good for a month. */
export const userSigOf = ({ id, secretKey }: FirstApplication, identifier: string): string =>
  signUserSig(secretKey, {
    identifier,
    sdkAppId: id,
    issuedAt: Math.floor(Date.now() / 1000),
    lifetimeSeconds: monthInSeconds,
  });

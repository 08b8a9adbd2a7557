import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { AccountItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { announceProfile } from '../profile/announce-profile.ts';
import type { SessionPorts } from '../session/log-in.ts';
import { createAccount, type ProfileValues, setProfile } from './account-store.ts';

/**
 * Creates an account, 1 write unit; or sets what is new of the given profile values in one that exists, and tells its clients,
 * friends and webhooks: 1 read unit and 1 write unit, and when something is new 1 of each more and 1 event. Repeating it
 * changes nothing and tells nobody.
 * @param whose the account, and who imports it
 */
export const importAccount = async (
  ports: SessionPorts,
  app: SdkAppId,
  whose: { readonly account: UserId; readonly operator: UserId },
  profile: ProfileValues,
): Promise<void> => {
  const { table, clock } = ports;
  if (await createAccount(table, app, whose.account, clock.now(), profile)) return;
  const stored = await table.get<AccountItem>(keys.account(app, whose.account), { consistent: true });
  const news = Object.entries(profile).filter(([tag, value]) => (stored?.profile[tag] ?? '') !== value);
  if (news.length === 0) return;
  // Told before it is written: after it the same call again would find nothing new.
  await announceProfile(ports, app, whose, news);
  await setProfile(table, app, whose.account, Object.fromEntries(news));
};

import type { Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { profileChange } from '../../protocol/pushes.ts';
import type { AdmirerItem, FriendItem } from '../../table/friend-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { forEachOf } from '../bounded.ts';
import { type DeliveryPorts, deliver } from '../session/deliver.ts';
import type { ProfileField } from './profile.ts';

/** Of those who have an account in their list without being in its own, so many are told; there may be any number. */
const admirersAtMost = 3000;

const friendsIn = async (table: Table, app: SdkAppId, account: UserId): Promise<readonly UserId[]> => {
  const items = await allPages<FriendItem>(table, {
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.friendPrefix },
    names: { '#friend': 'friend' },
    project: '#friend',
  });
  // The index stands among them and names nobody.
  return items.flatMap(({ friend }) => friend ?? []);
};

const admirersOf = async (table: Table, app: SdkAppId, account: UserId): Promise<readonly UserId[]> => {
  const { items } = await table.query<AdmirerItem>({
    where: 'PK = :pk AND begins_with(SK, :prefix)',
    values: { ':pk': keys.account(app, account).PK, ':prefix': keys.admirerPrefix },
    limit: admirersAtMost,
  });
  return items.map(({ admirer }) => admirer);
};

/**
 * Tells the connected clients of an account's friends what changed in its profile: ½ read unit for about 16 friends, 1 for
 * each friend's sessions. Who is away reads the profile when it comes back, as clients do after each login.
 */
export const tellProfile = async (
  ports: DeliveryPorts,
  app: SdkAppId,
  account: UserId,
  fields: readonly ProfileField[],
): Promise<void> => {
  const [friends, admirers] = await Promise.all([
    friendsIn(ports.table, app, account),
    admirersOf(ports.table, app, account),
  ]);
  const events = [profileChange(account, fields)];
  await forEachOf([...friends, ...admirers], friend => deliver(ports, app, friend, events));
};

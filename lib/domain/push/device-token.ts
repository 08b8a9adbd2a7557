import type { Table } from '../../kernel/ports.ts';
import type { DeviceTokenItem, SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';
import type { SessionOwner } from '../session/state-events.ts';

/** Where a vendor's push service finds a device. */
export type Device = NonNullable<SessionItem['device']>;

/**
 * For how long a device is known without being reported anew: far longer than clients let pass, which report it with each login,
 * and the same for the session and for the item that says whose it is. So the one never outlives the other.
 */
const deviceSeconds = 90 * 86_400;

/** @param now milliseconds since 1970 */
export const isKnown = ({ reportedAt }: Device, now: number): boolean =>
  reportedAt + deviceSeconds * 1000 > now;

const keyOf = ({ app, account, instance }: SessionOwner) => keys.session(app, account, instance);

/** Takes the device from a session, if it still is that one: 1 write unit. */
const release = (table: Table, owner: SessionOwner, { certificate, token }: Device): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keyOf(owner),
      set: 'REMOVE #device',
      condition: '#device.#token = :token AND #device.#certificate = :certificate',
      names: { '#device': 'device', '#token': 'token', '#certificate': 'certificate' },
      values: { ':token': token, ':certificate': certificate },
    }),
  );

/**
 * Notes the device on which a client can be reached while it is away: 1 read and 2 write units. A device belongs to one
 * client: the one that had it before, of another account perhaps, loses it (1 write unit more), or the next user of a phone
 * would see what is meant for the former. Logout and kick end it with the session, and 90 days without another report.
 * @param now milliseconds since 1970
 */
export const registerDevice = async (
  table: Table,
  owner: SessionOwner,
  device: Device,
  now: number,
): Promise<void> => {
  const key = keys.deviceToken(owner.app, device.certificate, device.token);
  const before = await table.get<DeviceTokenItem>(key, { consistent: true });
  const { app, account, instance } = owner;
  if (before && (before.account !== account || before.instance !== instance)) {
    await release(table, { app, account: before.account, instance: before.instance }, device);
  }
  const ExpiresAt = Math.floor(now / 1000) + deviceSeconds;
  const item: DeviceTokenItem = { ...key, v: 1, account, instance, ExpiresAt };
  const session = table.update({
    key: keyOf(owner),
    set: 'SET #device = :device',
    condition: 'attribute_exists(PK)',
    names: { '#device': 'device' },
    values: { ':device': device },
  });
  await Promise.all([table.put({ item }), conditionHeld(session)]);
};

/** A client wants no more pushes: 1 write unit. */
export const forgetDevice = (table: Table, owner: SessionOwner): Promise<boolean> =>
  conditionHeld(
    table.update({
      key: keyOf(owner),
      set: 'REMOVE #device',
      condition: 'attribute_exists(#device)',
      names: { '#device': 'device' },
    }),
  );

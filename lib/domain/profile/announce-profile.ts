import type { Ports } from '../../kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import { profileChange } from '../../protocol/pushes.ts';
import { type DeliveryPorts, deliver } from '../session/deliver.ts';
import type { ProfileField } from './profile.ts';
import { portraitSetEvent } from './profile-events.ts';

/**
 * Tells what is new in a profile: the account's own clients at once, webhooks and, by way of profile-watch, friends by an
 * event. 1 read unit, 1 event.
 * @param except the connection that changes it
 */
export const announceProfile = async (
  ports: DeliveryPorts & Pick<Ports, 'bus'>,
  app: SdkAppId,
  whose: { readonly account: UserId; readonly operator: UserId },
  fields: readonly ProfileField[],
  except?: ConnectionId,
): Promise<void> => {
  await Promise.all([
    ports.bus.emit([portraitSetEvent(app, whose, fields, ports.clock.now())]),
    deliver(ports, app, whose.account, [profileChange(whose.account, fields)], except),
  ]);
};

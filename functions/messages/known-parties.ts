import type { Shared } from '../../lib/domain/program.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';

/**
 * Refuses a call of a backend about a conversation of nobody: ½ read unit for each account that was not named for 10 s.
 * @param viewer whose conversation it is
 * @throws Fault SenderNotValid when there is no such account, ReceiverNotValid when there is no such peer
 */
export const requireParties = async (
  { accounts }: Shared,
  app: SdkAppId,
  viewer: UserId,
  peer: UserId,
): Promise<void> => {
  const [mine, theirs] = await Promise.all([accounts.find(app, viewer), accounts.find(app, peer)]);
  if (!mine) throw new Fault('SenderNotValid', 'there is no such account');
  if (!theirs) throw new Fault('ReceiverNotValid', 'there is no such account');
};

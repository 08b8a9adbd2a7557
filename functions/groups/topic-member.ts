import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { memberOf } from '../../lib/domain/group/member-store.ts';
import { silenceTopic } from '../../lib/domain/topic/silence.ts';
import { noteTopicFlag } from '../../lib/domain/topic/topic-reads.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { MessageFlag } from '../../lib/protocol/group-words.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { type Place, tellReceiveOption } from './membership.ts';
import { muteAccounts } from './muting.ts';

/**
 * Changes what a member of a community is in one of its topics: how it wants to be told, 2 read and 2 write units and 1 for each of its
 * clients, and whether it may speak, 2 reads and 1 write.
 * @throws Fault GroupNotPermitted, GroupParameterNotValid when it is no member
 */
export const changeInTopic = async (
  place: Place,
  account: UserId,
  {
    flag,
    muteSeconds,
  }: { readonly flag?: MessageFlag | undefined; readonly muteSeconds?: number | undefined },
): Promise<void> => {
  const { deps, context, group } = place;
  const { application, caller } = context;
  if (muteSeconds !== undefined) await muteAccounts(place, [account], muteSeconds);
  if (!flag) return;
  if (!caller.admin && caller.account !== account) throw new Fault('GroupNotPermitted');
  const life = lifeOf(application.id, group);
  const member = await memberOf(deps.table, life, account);
  if (!member) throw new Fault('GroupParameterNotValid', 'Member_Account: no member');
  await noteTopicFlag(deps.table, life, member, flag);
  await silenceTopic(deps, life, member, flag === 'Discard');
  await tellReceiveOption(place, account, flag);
};

import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { membersAmong } from '../../lib/domain/group/member-store.ts';
import { type Mute, mute, mutesOf } from '../../lib/domain/group/mutes.ts';
import { actorIn, beneath, permit } from '../../lib/domain/group/standing.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupDeps } from './deps.ts';
import { tellMuted } from './member-tips.ts';
import type { Place } from './membership.ts';

/** Who may not speak in a group, for who may see its members; in a live room, for who may mute. */
export const mutesIn = async (
  body: { readonly GroupId: GroupId; readonly TopicId?: string | undefined },
  { application, caller }: Context,
  { groups, table, clock }: GroupDeps,
): Promise<{ readonly GroupId: GroupId; readonly mutes: readonly Mute[] }> => {
  const group = await groups.expectPlace(application, body.GroupId, body.TopicId);
  const life = lifeOf(application.id, group);
  const actor = await actorIn(table, group, life, caller);
  permit(group.type === 'AVChatRoom' ? 'mute' : 'seeMembers', group, actor);
  return { GroupId: group.group, mutes: await mutesOf(table, life, clock.now()) };
};

/**
 * Mutes accounts of a lower role than the caller's, members or not: 1 read and 1 write unit each, and the tip.
 * @param seconds 0 lets them speak again
 * @throws Fault GroupNotPermitted
 */
export const muteAccounts = async (
  { deps, context, group }: Place,
  accounts: readonly UserId[],
  seconds: number,
): Promise<void> => {
  const { application, caller } = context;
  const life = lifeOf(application.id, group);
  const actor = await actorIn(deps.table, group, life, caller);
  permit('mute', group, actor);
  const named = await membersAmong(deps.table, life, accounts);
  const isBeneath = await beneath(deps.table, group, life, 'mute', actor, [...named.values()]);
  const all = accounts.map(
    account =>
      named.get(account) ?? {
        account,
        role: account === group.owner ? ('Owner' as const) : ('Member' as const),
      },
  );
  if (!all.every(isBeneath))
    throw new Fault('GroupNotPermitted', 'only who has a lower role in the group can be muted');
  await mute(deps.table, life, accounts, seconds, deps.clock.now());
  await tellMuted({ deps, context, group }, accounts, seconds);
};

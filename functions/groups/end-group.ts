import { tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { dissolve, sweep } from '../../lib/domain/group/dissolve.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { membersOf } from '../../lib/domain/group/member-list.ts';
import { notice, noticeEvent, tellNotice } from '../../lib/domain/group/notices.ts';
import { traits } from '../../lib/domain/group/types.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Place } from './membership.ts';

/** Members that are told and swept up by the call itself. */
const atOnce = 500;

/**
 * Ends a group: it is closed first, then its members are told, then what is left of it is swept up, as far as a call can; nobody
 * sees the rest (docs/groups.md).
 * @param how dissolved by somebody, or taken back because nobody is left
 * @returns false when it was over already
 */
export const endGroup = async (
  { deps, context, group }: Place,
  operator: UserId,
  how: 'dissolved' | 'recycled',
): Promise<boolean> => {
  const { application, call } = context;
  const life = lifeOf(application.id, group);
  const now = deps.clock.now();
  const { members } = traits[group.type].members
    ? await membersOf(deps.table, life, { limit: atOnce })
    : { members: [] };
  const told = await dissolve(deps.table, group, life, now);
  deps.groups.forget(application.id, group.group);
  const body = { ReportType: notice[how], Operator_Account: operator };
  if (members.length < atOnce && traits[group.type].members) {
    const accounts = members.map(({ account }) => account);
    await tellNotice(deps, application.id, group, accounts, body, call.connection);
  } else {
    const kind = group.type === 'AVChatRoom' ? 'room' : 'group';
    await tellGroup(deps, life, [noticeEvent(group, body, now)], { kind });
  }
  await sweep(deps.table, life, atOnce);
  return told;
};

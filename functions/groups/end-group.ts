import { jobOf } from '../../lib/domain/fan-out/jobs.ts';
import { tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { dissolve, sweep } from '../../lib/domain/group/dissolve.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { membersOf } from '../../lib/domain/group/member-list.ts';
import { notice, noticeEvent, tellNotice } from '../../lib/domain/group/notices.ts';
import { traits } from '../../lib/domain/group/types.ts';
import { kindOf } from '../../lib/domain/group-log/kind.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Place } from './membership.ts';

/** Members that are told one by one and swept up by the call itself; of more, those in the roster are told. */
const atOnce = 100;

const fewMembers = async ({ deps, context, group }: Place): Promise<readonly UserId[] | undefined> => {
  if (!traits[group.type].members) return undefined;
  const life = lifeOf(context.application.id, group);
  const { members, next } = await membersOf(deps.table, life, { limit: atOnce });
  return next === undefined ? members.map(({ account }) => account) : undefined;
};

/**
 * Ends a group: it is closed first, then who is in it is told, then what is left of it is swept up, what the call leaves by the fan-out.
 * @param how dissolved by somebody, or taken back because nobody is left
 * @returns false when it was over already
 */
export const endGroup = async (
  place: Place,
  operator: UserId,
  how: 'dissolved' | 'recycled',
): Promise<boolean> => {
  const { deps, context, group } = place;
  const { application, call } = context;
  const life = lifeOf(application.id, group);
  const now = deps.clock.now();
  const members = await fewMembers(place);
  const ended = await dissolve(deps.table, group, life, now);
  deps.groups.forget(application.id, group.group);
  if (!ended) return false;
  const body = { ReportType: notice[how], Operator_Account: operator };
  if (members) await tellNotice(deps, application.id, group, members, body, call.connection);
  else {
    const kind = kindOf(group.type);
    await tellGroup(deps, life, [noticeEvent(group, body, now)], { kind, shards: ended.shards });
  }
  const swept = await sweep(deps.table, life, atOnce);
  if (!swept) await deps.queue.send('groups', [jobOf({ job: 'sweep', life })]);
  return true;
};

import { membersOf } from '../../../lib/domain/group/member-list.ts';
import { memberCountOf } from '../../../lib/domain/group/member-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { groupOpenHttpSvc } from '../../../lib/protocol/services/group_open_http_svc.ts';
import { checkAnswerSize } from '../answer-size.ts';
import type { GroupDeps } from '../deps.ts';
import { memberInfo, mutesFor, numbersFor, onlineFor } from '../member-on-wire.ts';
import { readingMembers } from '../reading-members.ts';

type Spec = typeof groupOpenHttpSvc.commands.get_group_member_info;

const mostAtOnce = 6000;

/** Some clients begin with a zero. */
const isBeginning = (next: string | undefined): boolean => !next || next === '0';

/** Pages through members by their names: 3½ read units, 1 for about 20 members that are read or passed over, and what `onlineFor` costs. */
export const getGroupMemberInfo: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { table, clock } = deps;
  const { life, filter, reader } = await readingMembers('get_group_member_info', body, context, deps);
  const [page, count, mutes, numbers] = await Promise.all([
    membersOf(table, life, {
      limit: body.Limit || mostAtOnce,
      offset: body.Offset,
      after: isBeginning(body.Next) ? undefined : (body.Next as UserId),
      roles: body.MemberRoleFilter,
    }),
    memberCountOf(table, life),
    mutesFor(table, life, filter, clock.now()),
    numbersFor(table, life, filter),
  ]);
  const { settings } = context.application;
  const online = await onlineFor(deps, life, filter, settings, page.members, count);
  const reply = {
    MemberNum: count,
    MemberList: page.members.map(member => memberInfo(member, filter, mutes, { ...reader, numbers }, online)),
    ...((reader.type === 'Community' || body.Next !== undefined) && { Next: page.next ?? '' }),
  };
  return checkAnswerSize(reply, context.call.door);
};

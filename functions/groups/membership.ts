import { forEachOf } from '../../lib/domain/bounded.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { isActive } from '../../lib/domain/group/group-views.ts';
import { notice, tellNotice, tipOf } from '../../lib/domain/group/notices.ts';
import { traits } from '../../lib/domain/group/types.ts';
import { stateOf } from '../../lib/domain/group-log/state.ts';
import { announceTip } from '../../lib/domain/group-log/tip.ts';
import { enterRoster, leaveRoster } from '../../lib/domain/roster/roster-store.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { MessageFlag } from '../../lib/protocol/group-words.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupDeps } from './deps.ts';

/** Where members come and go. */
export interface Place {
  readonly deps: GroupDeps;
  readonly context: Context;
  readonly group: GroupItem;
}

const accountsOf = (members: readonly MemberItem[]): readonly UserId[] =>
  members.map(({ account }) => account);

/** Lets the clients of new members hear of the group, as far as they want to. */
export const connectMembers = async ({ deps, context, group }: Place, members: readonly MemberItem[]) => {
  const life = lifeOf(context.application.id, group);
  const listening = members.filter(({ flag }) => flag !== 'Discard');
  await forEachOf(listening, ({ account, shard }) => enterRoster(deps, life, shard, account));
};

/** Whether the group is told of anything: not before the first message of a Work group, which a tip must not replace. */
export const isTold = async ({ deps, context, group }: Place): Promise<boolean> => {
  if (traits[group.type].activated === 'atOnce') return true;
  const state = await stateOf(deps.table, lifeOf(context.application.id, group));
  return state !== undefined && isActive({ group, state });
};

/** How members came. */
export interface Coming {
  readonly operator: UserId;
  /** 1 they asked to, 2 they were put in. */
  readonly joinType: 1 | 2;
  /** How many members there are now. */
  readonly count: number;
  /** Nobody is told. */
  readonly silent?: boolean;
  /** The calling client is told as well. */
  readonly callerToo?: boolean;
}

/** What follows when members have come: their clients listen, the group is told, and they themselves if they were put in. */
export const welcome = async (
  place: Place,
  members: readonly MemberItem[],
  { operator, joinType, count, silent = false, callerToo = false }: Coming,
): Promise<void> => {
  await connectMembers(place, members);
  if (silent || members.length === 0 || !(await isTold(place))) return;
  const { deps, context, group } = place;
  const { application, call } = context;
  const accounts = accountsOf(members);
  const body = { OpType: 1, List_Account: accounts, MemberNum: count, GroupJoinType: joinType } as const;
  const tip = await tipOf(deps, application.id, operator, body);
  await announceTip(deps, application, group, { about: 'members', ...tip });
  if (joinType === 1) return;
  const putIn = { ReportType: notice.putIn, Operator_Account: operator };
  await tellNotice(deps, application.id, group, accounts, putIn, callerToo ? undefined : call.connection);
};

/** How members went. */
export interface Going {
  readonly operator: UserId;
  readonly how: 'left' | 'removed';
  readonly count: number;
  /** Only who was removed is told. */
  readonly silent?: boolean;
  readonly reason?: string | undefined;
}

const tipNumbers = { left: 2, removed: 3 } as const;

/** By it the other clients of an account list a group that it has come into by itself. */
export const cameBySelf = (account: UserId) => ({ ReportType: notice.letIn, Operator_Account: account });

/** Brings the other clients of an account up to date about how it wants to be told of messages in a group or a topic. */
export const tellReceiveOption = (
  { deps, context: { application, call }, group }: Place,
  account: UserId,
  MsgFlag: MessageFlag,
): Promise<void> => {
  const changed = { ReportType: notice.receiveOption, Operator_Account: account, MsgFlag };
  return tellNotice(deps, application.id, group, [account], changed, call.connection);
};

/** What follows when members have gone: their clients no longer listen, the group is told, and they themselves. */
export const farewell = async (
  place: Place,
  members: readonly MemberItem[],
  { operator, how, count, silent = false, reason }: Going,
): Promise<void> => {
  const { deps, context, group } = place;
  const { application, call } = context;
  const life = lifeOf(application.id, group);
  await forEachOf(members, ({ account, shard }) => leaveRoster(deps, life, shard, account));
  if (members.length === 0) return;
  const told = await isTold(place);
  // Other clients of who has left list the group even where nobody else has heard of it.
  if (!told && how === 'removed') return;
  const accounts = accountsOf(members);
  if (told && !silent) {
    const tip = await tipOf(deps, application.id, operator, {
      OpType: tipNumbers[how],
      List_Account: accounts,
      MemberNum: count,
      ...(reason && { Reason: reason }),
    });
    await announceTip(deps, application, group, { about: 'members', ...tip });
  }
  const ReportType = how === 'left' ? notice.left : notice.removed;
  const gone = { ReportType, Operator_Account: operator, ...(reason && { RemarkInfo: reason }) };
  await tellNotice(deps, application.id, group, accounts, gone, call.connection);
};

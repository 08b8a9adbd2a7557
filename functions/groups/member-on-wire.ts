import { type FieldUser, readableFields } from '../../lib/domain/group/fields.ts';
import { type Mute, mutesOf } from '../../lib/domain/group/mutes.ts';
import { stateOfMany } from '../../lib/domain/group-log/state.ts';
import { effective, type Numbers } from '../../lib/domain/group-log/unread.ts';
import { onlineAmong } from '../../lib/domain/roster/online-members.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { Ports, Table } from '../../lib/kernel/ports.ts';
import type { GroupType } from '../../lib/protocol/group-words.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { only, type WireFields } from './group-on-wire.ts';

/** What a reply is to hold of members. */
export interface MemberFilter {
  /** Names; absent: all. */
  readonly MemberInfoFilter?: readonly string[] | undefined;
  /** Keys; absent: all. */
  readonly AppDefinedDataFilter_GroupMember?: readonly string[] | undefined;
}

/** Who reads members, and of which type of group. */
export interface MemberReader {
  readonly account: UserId;
  readonly standing: FieldUser['standing'];
  readonly type: GroupType;
  readonly settings: ApplicationSettings;
  /** How far the group is, where a reply is to tell how far members have read. */
  readonly numbers?: Numbers | undefined;
}

/** Until when accounts are muted, in seconds since 1970. */
export type MutedUntil = ReadonlyMap<UserId, number>;

/** How far a group is, if a reply is to tell how far its members have read: ½ read unit. */
export const numbersFor = async (
  table: Table,
  life: GroupLife,
  { MemberInfoFilter: wanted }: MemberFilter,
): Promise<Numbers | undefined> =>
  !wanted || wanted.includes('MsgSeq') ? (await stateOfMany(table, [life]))[0] : undefined;

/** Whether a reply is to tell until when members are muted. */
export const wantsMutes = ({ MemberInfoFilter: wanted }: MemberFilter): boolean =>
  !wanted || wanted.includes('MuteUntil') || wanted.includes('ShutUpUntil');

/** Mutes, if a reply is to tell of them: 1 read unit. @param now milliseconds since 1970 */
export const mutesFor = async (
  table: Table,
  life: GroupLife,
  filter: MemberFilter,
  now: number,
): Promise<MutedUntil> => {
  const mutes: readonly Mute[] = wantsMutes(filter) ? await mutesOf(table, life, now) : [];
  return new Map(mutes.map(({ account, until }) => [account, until]));
};

/**
 * Who is connected, if a reply is to tell of it and the application shows it; `onlineAmong` says what it costs.
 * @param count how many members the group has, if that is known
 */
export const onlineFor = async (
  ports: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  { MemberInfoFilter: wanted = [] }: MemberFilter,
  { userStatus }: Pick<ApplicationSettings, 'userStatus'>,
  members: readonly MemberItem[],
  count = Number.POSITIVE_INFINITY,
): Promise<ReadonlySet<UserId> | undefined> =>
  userStatus && wanted.includes('OnlineStatus') ? onlineAmong(ports, life, members, count) : undefined;

const newNames = (member: MemberItem, until: number, numbers: Numbers | undefined): WireFields => ({
  Role: member.role,
  JoinTime: member.joinedAt,
  MsgSeq: (numbers ? effective(member, numbers) : member).readSeq,
  MsgFlag: member.flag,
  LastSendMsgTime: member.sentAt ?? 0,
  MuteUntil: until,
  NameCard: member.nameCard ?? '',
});

/** A member as it is shown to a reader (contract: groups.md 4). */
export const memberInfo = (
  member: MemberItem,
  filter: MemberFilter,
  mutes: MutedUntil,
  { account, standing, type, settings, numbers }: MemberReader,
  online?: ReadonlySet<UserId>,
): { readonly Member_Account: string } & WireFields => {
  const wanted = filter.MemberInfoFilter;
  const until = mutes.get(member.account) ?? 0;
  const fields = newNames(member, until, numbers);
  const reader = { standing, self: member.account === account };
  const own = readableFields(
    member.custom,
    settings.memberFields,
    type,
    reader,
    filter.AppDefinedDataFilter_GroupMember,
  );
  return {
    Member_Account: member.account,
    ...(wanted ? only({ ...fields, ShutUpUntil: until }, wanted) : fields),
    ...(online && { OnlineStatus: online.has(member.account) ? 'Online' : 'Offline' }),
    ...(own.length > 0 && { AppMemberDefinedData: own }),
  };
};

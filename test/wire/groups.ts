import { accounts } from './messages.ts';
import type { Reply, WireCase, World } from './wire-case.ts';

/** The id of the group of a case; that of a community begins as it has to. */
export const groupId = (world: World, type = 'Public'): string =>
  `${type === 'Community' ? '@TGS#_' : ''}${world.name('hikers')}`;

/** How the group of a case differs from the usual one. */
export interface GroupOptions {
  readonly type?: string;
  /** What the caller `me` is in it; default: nothing. */
  readonly me?: 'Owner' | 'Admin' | 'Member';
  readonly more?: object;
}

const roleOf = (role: string) => (role === 'Admin' ? { Role: 'Admin' } : {});

/** A group of `ana` with the administrator `ben` (a member, where there are none) and the member `cho`. */
export const group =
  ({ type = 'Public', me, more }: GroupOptions = {}) =>
  async (world: World): Promise<string> => {
    await accounts('ana', 'ben', 'cho', 'dee')(world);
    const GroupId = groupId(world, type);
    const members = [
      ...(me === 'Owner' ? [{ Member_Account: world.name('ana') }] : []),
      { Member_Account: world.name('ben'), ...(type !== 'Private' && { Role: 'Admin' }) },
      { Member_Account: world.name('cho') },
      ...(me && me !== 'Owner' ? [{ Member_Account: world.name('me'), ...roleOf(me) }] : []),
    ];
    await world.admin('group_open_http_svc.create_group', {
      Type: type,
      Name: 'hikers',
      GroupId,
      Owner_Account: world.name(me === 'Owner' ? 'me' : 'ana'),
      ...(type !== 'AVChatRoom' && { MemberList: members }),
      ...more,
    });
    return GroupId;
  };

/** A body about the group of the case. */
export const about =
  (type: string, more: object | ((world: World) => object) = {}) =>
  (world: World): object => ({
    GroupId: groupId(world, type),
    ...(typeof more === 'function' ? (more as (world: World) => object)(world) : more),
  });

/** A command about groups, called as the administrator over REST. */
export const call = (world: World, command: string, body: object): Promise<Reply> =>
  world.admin(`group_open_http_svc.${command}`, body);

/** Roles in the group of a case, by short names. */
export const rolesIn = async (world: World, type: string, ...shorts: readonly string[]) => {
  const User_Account = shorts.map(short => world.name(short));
  const { UserIdList } = await call(world, 'get_role_in_group', {
    GroupId: groupId(world, type),
    User_Account,
  });
  return (UserIdList as { Role: string }[]).map(({ Role }) => Role);
};

/** What a tip or a notice holds, of whatever event. */
interface Told {
  readonly GroupTips: readonly {
    readonly MsgBody: Readonly<Record<string, unknown>>;
    readonly ToGroupId: string;
  }[];
}

/** Waits for a tip of one kind at a client; its body. */
export const tipAt = async (
  client: { push: (wanted: (event: { Event: number }) => boolean) => Promise<unknown> },
  number: number,
): Promise<Readonly<Record<string, unknown>>> => {
  const isTip = (event: { Event: number }) =>
    (event.Event === 4 || event.Event === 6) &&
    (event as unknown as Told).GroupTips.some(({ MsgBody }) => MsgBody.OpType === number);
  const { GroupTips } = (await client.push(isTip)) as Told;
  return GroupTips.find(({ MsgBody }) => MsgBody.OpType === number)?.MsgBody ?? {};
};

/** Waits for a notice of one kind at a client; its body. */
export const noticeAt = async (
  client: { push: (wanted: (event: { Event: number }) => boolean) => Promise<unknown> },
  number: number,
): Promise<Readonly<Record<string, unknown>>> => {
  const isNotice = (event: { Event: number }) =>
    event.Event === 5 &&
    (event as unknown as Told).GroupTips.some(({ MsgBody }) => MsgBody.ReportType === number);
  const { GroupTips } = (await client.push(isNotice)) as Told;
  return GroupTips.find(({ MsgBody }) => MsgBody.ReportType === number)?.MsgBody ?? {};
};

/** For commands of which only clients have a use for themselves. */
export const forClients = { door: 'socket', reason: 'over REST the administrator is the caller' } as const;

/** What every command about one group refuses. */
export const groupRefusals = (body: (world: World) => object): readonly WireCase[] => [
  {
    title: 'does not know a group that does not exist',
    given: accounts('ana', 'ben', 'cho', 'dee'),
    body: world => ({ ...body(world), GroupId: world.name('nosuch') }),
    error: 'GroupNotFound',
  },
  {
    title: 'refuses an id that no group can have',
    given: accounts('ana', 'ben', 'cho', 'dee'),
    body: world => ({ ...body(world), GroupId: 'é' }),
    error: 'GroupIdNotValid',
  },
  { title: 'needs a group', body: { GroupId: 7 }, error: 'GroupParameterNotValid' },
];

import { group, groupId } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

/** `dee` asks to be let in, and `cho`, a member, invites `eve`. */
const waiting = async (world: World): Promise<void> => {
  await group({ more: { InviteJoinOption: 'NeedPermission' } })(world);
  const GroupId = groupId(world);
  const dee = await world.login(world.name('dee'));
  await dee.request('group_open_http_svc.apply_join_group', { GroupId, ApplyMsg: 'let me in' });
  const cho = await world.login(world.name('cho'));
  const MemberList = [{ Member_Account: await world.account('eve') }];
  await cho.request('group_open_http_svc.add_group_member', { GroupId, MemberList });
};
const of =
  (short: string, more: object = {}) =>
  (world: World) => ({
    Handle_Account: world.name(short),
    StartTime: 0,
    Limit: 20,
    ...more,
  });
/** Published clients ask the twin for communities only. */
const listed = (reply: Reply) => reply.PendencyList as readonly Record<string, unknown>[];

export const cases: readonly WireCase[] = [
  {
    title: 'shows an administrator of a group who waits, the latest first',
    given: waiting,
    body: of('ben'),
    reply: (world, reply) => {
      if (listed(reply).length === 0) return;
      expect(listed(reply)).toMatchObject([
        { From_Account: world.name('cho'), To_Account: world.name('eve'), PendencyType: 2, Handled: 0 },
        {
          From_Account: world.name('dee'),
          To_Account: '',
          GroupId: groupId(world),
          GroupName: 'hikers',
          ApplyInviteMsg: 'let me in',
          PendencyType: 0,
          Handled: 0,
        },
      ]);
      expect(reply).toMatchObject({ NextStartTime: 0, UnreadCount: 2 });
    },
    volatile: ['AddTime', 'Authentication'],
  },
  {
    title: 'shows them in pages',
    given: waiting,
    body: of('ana', { Limit: 1 }),
    volatile: ['AddTime', 'Authentication', 'NextStartTime'],
    after: async (world, { NextStartTime }) => {
      if (NextStartTime === 0) return;
      const body = of('ana', { StartTime: NextStartTime })(world);
      const page = await world.admin('group_open_http_svc.get_pendency', body);
      expect(listed(page)).toMatchObject([{ From_Account: world.name('dee') }]);
    },
  },
  {
    title: 'shows nobody to who does not decide',
    given: waiting,
    body: of('cho'),
    reply: { PendencyList: [], NextStartTime: 0, UnreadCount: 0 },
  },
  {
    title: 'is refused for another account',
    as: 'me',
    given: group(),
    body: of('ana'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  { title: 'refuses 101 at once', body: { Limit: 101 }, error: 'GroupParameterNotValid' },
];

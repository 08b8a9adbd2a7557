import { about, call, group, groupId, groupRefusals, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import { toldOfRights } from '../../permissions.ts';
import type { WireCase, World } from '../../wire-case.ts';

const infoOf = async (world: World, type = 'Public') => {
  const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world, type)] });
  return (GroupInfo as [Record<string, unknown>])[0];
};

export const cases: readonly WireCase[] = [
  {
    title: 'changes what is named and nothing else, and tells the group',
    given: async world => {
      await logsIn(world, 'cho');
      await group({ more: { Introduction: 'we walk' } })(world);
    },
    body: about('Public', world => ({
      Name: 'climbers',
      Notification: 'at nine',
      FaceUrl: 'http://a/b',
      MaxMemberNum: 30,
      ApplyJoinOption: 'FreeAccess',
      From_Account: world.name('ana'),
    })),
    after: async world => {
      expect(await infoOf(world)).toMatchObject({
        Name: 'climbers',
        Introduction: 'we walk',
        Notification: 'at nine',
        FaceUrl: 'http://a/b',
        MaxMemberNum: 30,
        ApplyJoinOption: 'FreeAccess',
        InfoSeq: 2,
      });
      const tip = await tipAt(world.kept('cho'), 6);
      expect(tip).toMatchObject({
        Operator_Account: world.name('ana'),
        MsgGroupNewInfo: { GroupName: 'climbers', GroupNotification: 'at nine', GroupFaceUrl: 'http://a/b' },
      });
      expect(tip.MsgGroupNewInfo).not.toHaveProperty('GroupApplyJoinOption');
    },
  },
  {
    title: 'empties a text, and takes an own field away with an empty value',
    given: group({ more: { Introduction: 'we walk', AppDefinedData: [{ Key: 'level', Value: '3' }] } }),
    body: about('Public', { Introduction: '', AppDefinedData: [{ Key: 'level', Value: '' }] }),
    after: async world => expect(await infoOf(world)).toMatchObject({ Introduction: '', AppDefinedData: [] }),
  },
  ...(['MuteAllMember', 'ShutUpAllMember'] as const).map(
    (name): WireCase => ({
      title: `mutes everybody, as ${name}, and tells nobody unless the application wants it`,
      given: group(),
      body: about('Public', { [name]: 'On' }),
      after: async world => {
        expect(await infoOf(world)).toMatchObject({ MuteAllMember: 'On' });
        await call(world, 'modify_group_base_info', { GroupId: groupId(world), [name]: 'Off' });
        expect(await infoOf(world)).toMatchObject({ MuteAllMember: 'Off' });
      },
    }),
  ),
  {
    title: 'tells of mute-all where the application wants it',
    settings: { optionTips: ['Public'] },
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', { MuteAllMember: 'On' }),
    after: async world =>
      expect(await tipAt(world.kept('cho'), 6)).toMatchObject({ MsgGroupNewInfo: { ShutupAll: 1 } }),
  },
  {
    title: 'lets a member of a Work group change its texts',
    as: 'me',
    given: group({ type: 'Private', me: 'Member' }),
    body: about('Private', { Name: 'crew' }),
    only: actsForItsCaller,
    // No tip takes the number of the first message, which activates the group.
    after: async world =>
      expect(await infoOf(world, 'Private')).toMatchObject({ Name: 'crew', NextMsgSeq: 1 }),
  },
  {
    title: 'lets a member of a Work group change nothing else',
    as: 'me',
    given: group({ type: 'Private', me: 'Member' }),
    body: about('Private', { InviteJoinOption: 'DisableInvite' }),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused to a member',
    as: 'me',
    given: group({ me: 'Member' }),
    body: about('Public', { Name: 'crew' }),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'lets an administrator write an own field that is open to it',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', { AppDefinedData: [{ Key: 'level', Value: '4' }] }),
    only: actsForItsCaller,
    after: async world =>
      expect(await infoOf(world)).toMatchObject({ AppDefinedData: [{ Key: 'level', Value: '4' }] }),
  },
  {
    title: "lets an administrator write no own field that is the application's",
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', { AppDefinedData: [{ Key: 'rank', Value: '4' }] }),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'mutes nobody in a Work group',
    given: group({ type: 'Private' }),
    body: about('Private', { MuteAllMember: 'On' }),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses a join option for a community',
    given: group({ type: 'Community' }),
    body: about('Community', { ApplyJoinOption: 'NeedPermission' }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'switches permission groups on in a community, and tells it',
    given: async world => {
      await logsIn(world, 'cho');
      await group({ type: 'Community' })(world);
    },
    body: about('Community', { EnablePermissionGroup: 1, DefaultPermissions: 64 }),
    after: async world => {
      const rights = { EnablePermissionGroup: 1, DefaultPermissions: 64 };
      expect(await infoOf(world, 'Community')).toMatchObject(rights);
      expect(await toldOfRights(world, 'defaultsChanged')).toMatchObject(rights);
    },
  },
  {
    title: 'leaves it to the owner whether administrators are any',
    as: 'me',
    given: group({ type: 'Community', me: 'Admin' }),
    body: about('Community', { EnablePermissionGroup: 1 }),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses permissions for other types',
    given: group(),
    body: about('Public', { DefaultPermissions: 64 }),
    error: 'GroupParameterNotValid',
  },
  {
    title: 'refuses an introduction of 241 bytes',
    given: group(),
    body: about('Public', { Introduction: 'x'.repeat(241) }),
    error: 'GroupParameterNotValid',
  },
  ...groupRefusals(about('Public', { Name: 'crew' })),
];

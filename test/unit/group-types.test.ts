import { type LimitedCommand, refusalOf } from '../../lib/domain/group/refused-commands.ts';
import { type GroupOperation, may, outranks, type Standing } from '../../lib/domain/group/rights.ts';
import { memberLimit, newcomersSee, toldAs, traits } from '../../lib/domain/group/types.ts';
import { defaultSettings } from '../../lib/protocol/application-settings.ts';
import { errors } from '../../lib/protocol/errors.ts';
import type { GroupType } from '../../lib/protocol/group-words.ts';

/** The columns of the tables below (contract: groups.md 7, 8): Work, Public, Meeting, AVChatRoom, Community. */
const types: readonly GroupType[] = ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'];
const standings: readonly Standing[] = ['App', 'Owner', 'Admin', 'Member', 'NotMember'];

const nobody = '';
const everybodyIn = 'App Owner Admin Member';

/** Who may do what. In a Work group there are no administrators. */
const permissions: readonly (readonly [GroupOperation, string, string, string, string, string])[] = [
  ['changeProfile', 'App Owner Member', 'App Owner Admin', 'App Owner', 'App Owner', 'App Owner Admin'],
  ['seeMembers', 'App Owner Member', everybodyIn, everybodyIn, nobody, everybodyIn],
  ['dissolve', 'App', 'App Owner', 'App Owner', 'App Owner', 'App Owner'],
  ['apply', nobody, 'NotMember', 'NotMember', 'NotMember', 'NotMember'],
  ['decide', nobody, 'App Owner Admin', 'App Owner Admin', nobody, 'App Owner Admin'],
  ['invite', 'App Owner Member', everybodyIn, everybodyIn, nobody, everybodyIn],
  ['leave', 'Owner Member', 'Admin Member', 'Admin Member', 'Admin Member', 'Admin Member'],
  ['setAdmins', nobody, 'App Owner', 'App Owner', 'App Owner', 'App Owner'],
  ['remove', 'App Owner', 'App Owner Admin', 'App Owner Admin', nobody, 'App Owner Admin'],
  ['mute', nobody, 'App Owner Admin', 'App Owner Admin', 'App Owner Admin', 'App Owner Admin'],
  ['pin', 'App Owner Member', 'App Owner Admin', 'App Owner Admin', nobody, 'App Owner Admin'],
  ['handOver', 'App Owner', 'App Owner', 'App Owner', nobody, 'App Owner'],
  ['changeMember', 'App Owner', 'App Owner Admin', 'App Owner Admin', nobody, 'App Owner Admin'],
  ['recallOthers', 'App Owner', 'App Owner Admin', 'App Owner Admin', 'App Owner Admin', 'App Owner Admin'],
  ['manageTopics', nobody, nobody, nobody, nobody, 'App Owner Admin'],
  ['managePermissionGroups', nobody, nobody, nobody, nobody, 'App Owner Admin'],
  ['managePermissionMembers', nobody, nobody, nobody, nobody, 'App Owner Admin'],
  ['manageTopicPermissions', nobody, nobody, nobody, nobody, 'App Owner Admin'],
];

describe.each(permissions)('%s', (operation, ...cells) => {
  it.each(types.flatMap((type, i) => standings.map(standing => [type, standing, cells[i] ?? ''] as const)))(
    'in %s by %s',
    (type, standing, allowed) => {
      expect(may(operation, type, standing)).toBe(allowed.split(' ').includes(standing));
    },
  );
});

describe('who may remove or mute whom', () => {
  const beneath: Readonly<Record<Standing, string>> = {
    App: 'Owner Admin Member NotMember',
    Owner: 'Admin Member NotMember',
    Admin: 'Member NotMember',
    Member: '',
    NotMember: '',
  };
  it.each(standings.flatMap(one => standings.map(other => [one, other] as const)))('%s, %s', (one, other) => {
    expect(outranks(one, other)).toBe(beneath[one].split(' ').includes(other));
  });
});

const stored = 'stored';
const off = 'off';

/** Rows of the table of the five types as they are by default; a dash: it does not apply. */
const rows: Readonly<Record<string, readonly unknown[]>> = {
  'roles besides administrators of the application': [
    'Owner Member',
    'Owner Admin Member',
    'Owner Admin Member',
    'Owner Admin Member',
    'Owner Admin Member',
  ],
  'members at most': [2000, 2000, 2000, undefined, 100_000],
  'who asks is let in': ['never', 'asOption', 'free', 'free', 'free'],
  'the option of a new group': ['DisableApply', 'NeedPermission', 'FreeAccess', 'FreeAccess', 'FreeAccess'],
  'the option can be set': [false, true, false, false, false],
  'invitations to a new group': [
    'FreeAccess',
    'DisableInvite',
    'DisableInvite',
    'DisableInvite',
    'FreeAccess',
  ],
  'history is stored': [true, true, true, false, true],
  'newcomers see earlier messages': [false, false, true, false, true],
  'told who came and left': [stored, stored, off, 'sent', stored],
  'told of name, notification, introduction, photo, owner': [stored, stored, stored, 'sent', stored],
  'told of mute-all': [off, off, off, off, off],
  'told of the join option': [off, off, off, off, off],
  'told of muted members and administrators': [stored, stored, off, off, stored],
  'has to be activated by a message': [true, false, false, false, false],
  'members can be muted': [false, true, true, true, true],
  'unread messages are counted': [true, true, false, false, true],
  'how members are told of messages': [
    'AcceptAndNotify',
    'AcceptAndNotify',
    'AcceptNotNotify',
    'AcceptNotNotify',
    'AcceptAndNotify',
  ],
  'can be imported': [true, true, true, false, true],
  'is found by its id': [false, true, true, true, true],
  'has read receipts': [true, true, true, false, false],
  'has topics': [false, false, false, false, true],
};

const cellOf: Readonly<Record<string, (type: GroupType) => unknown>> = {
  'roles besides administrators of the application': type => traits[type].roles.join(' '),
  'members at most': type => memberLimit(type, defaultSettings),
  'who asks is let in': type => traits[type].apply,
  'the option of a new group': type => traits[type].applyOption,
  'the option can be set': type => !traits[type].applyOptionFixed,
  'invitations to a new group': type => traits[type].inviteOption,
  'history is stored': type => traits[type].stored,
  'newcomers see earlier messages': type => newcomersSee(type, defaultSettings),
  'told who came and left': type => toldAs('members', type, defaultSettings),
  'told of name, notification, introduction, photo, owner': type => toldAs('profile', type, defaultSettings),
  'told of mute-all': type => toldAs('muteAll', type, defaultSettings),
  'told of the join option': type => toldAs('applyOption', type, defaultSettings),
  'told of muted members and administrators': type => toldAs('memberProfile', type, defaultSettings),
  'has to be activated by a message': type => traits[type].activated === 'byMessage',
  'members can be muted': type => traits[type].muting,
  'unread messages are counted': type => traits[type].unread,
  'how members are told of messages': type => traits[type].flag,
  'can be imported': type => traits[type].imported,
  'is found by its id': type => traits[type].foundById,
  'has read receipts': type => traits[type].receipts,
  'has topics': type => traits[type].topics,
};

it.each(Object.entries(rows))('%s', (row, cells) => {
  expect(types.map(type => cellOf[row]?.(type))).toEqual(cells);
});

describe('what an application may switch', () => {
  const all = [...types];
  const on = {
    ...defaultSettings,
    memberTips: all.filter(type => type !== 'AVChatRoom') as typeof defaultSettings.memberTips,
    optionTips: all.filter(type => type !== 'AVChatRoom') as typeof defaultSettings.optionTips,
    memberProfileTips: all,
  };
  const none = { ...defaultSettings, memberTips: [], optionTips: [], memberProfileTips: [] };
  const switched: readonly (readonly [Parameters<typeof toldAs>[0], readonly string[], readonly string[]])[] =
    [
      ['members', [stored, stored, stored, 'sent', stored], [off, off, off, 'sent', off]],
      ['profile', [stored, stored, stored, 'sent', stored], [stored, stored, stored, 'sent', stored]],
      ['muteAll', [stored, stored, stored, off, stored], [off, off, off, off, off]],
      ['applyOption', [stored, stored, stored, off, off], [off, off, off, off, off]],
      ['memberProfile', [stored, stored, stored, 'sent', stored], [off, off, off, off, off]],
    ];
  it.each(switched)('tips of %s', (what, whenOn, whenOff) => {
    expect(types.map(type => toldAs(what, type, on))).toEqual(whenOn);
    expect(types.map(type => toldAs(what, type, none))).toEqual(whenOff);
  });

  it('history for newcomers, but not where there is none', () => {
    const keeping = ['Private', 'Public', 'ChatRoom', 'Community'] as const;
    const settings = { ...defaultSettings, historyForNewcomers: [...keeping] };
    expect(types.map(type => newcomersSee(type, settings))).toEqual([true, true, true, false, true]);
  });
});

/** What a type answers that does not take a command; 0: it takes it. */
const matrix: readonly (readonly [LimitedCommand, number, number, number, number, number])[] = [
  ['get_group_member_info', 0, 0, 0, 10007, 0],
  ['get_specified_group_member_info', 0, 0, 0, 10007, 0],
  ['add_group_member', 0, 0, 0, 10007, 0],
  ['delete_group_member', 0, 0, 0, 10004, 0],
  ['modify_group_member_info', 0, 0, 0, 10007, 0],
  ['get_role_in_group', 0, 0, 0, 10007, 0],
  ['forbid_send_msg', 10007, 0, 0, 0, 0],
  ['change_group_owner', 0, 0, 0, 10007, 0],
  ['group_msg_get_simple', 0, 0, 0, 10044, 0],
  ['modify_group_msg', 0, 0, 0, 10007, 0],
  ['import_group', 0, 0, 0, 10007, 0],
  ['import_group_msg', 0, 0, 0, 10007, 0],
  ['import_group_member', 0, 0, 0, 10007, 0],
  ['clear_group_attr', 0, 0, 0, 0, 10007],
  ['group_counter', 0, 0, 0, 0, 10007],
  ['group_msg_receipt', 0, 0, 0, 10007, 10007],
  ['group_message_extensions', 0, 0, 0, 10007, 10007],
  ['ban_group_member', 10007, 10007, 10007, 0, 10007],
  ['avchatroom_get_members', 10007, 10007, 10007, 0, 10007],
  ['modify_user_info', 10007, 10007, 10007, 0, 10007],
  ['modify_admin', 10007, 10007, 10007, 0, 10007],
  ['get_admin_list', 10007, 10007, 10007, 0, 10007],
  ['robots', 10007, 10007, 10007, 0, 10007],
  ['topics', 11000, 11000, 11000, 11000, 0],
  ['permission_groups', 10007, 10007, 10007, 10007, 0],
];

it.each(matrix)('%s', (command, ...cells) => {
  const answers = types.map(type => {
    const refusal = refusalOf(command, type);
    return refusal ? errors[refusal].code : 0;
  });
  expect(answers).toEqual(cells);
});

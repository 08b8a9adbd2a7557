import { noticeEvent, Scene } from './scripted-server.ts';

const ben = { Type: 1, To_Account: 'ben' };
const pushed = (peer: string) => ({ Type: 1, UserId: peer, To_Account: peer });

describe('conversations', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene();
    await scene.connect();
  });

  const asked = () => {
    const { head, body } = scene.socket.sent.at(-1) ?? {};
    return [head?.servcmd, body];
  };

  test('are pinned and no longer pinned', async () => {
    await scene.client.chats.pin(['ben']);
    expect(asked()).toEqual(['recentcontact.top', { OperationType: 1, RecentContactItem: [ben] }]);
    await scene.client.chats.pin(['ben'], false);
    expect(asked()).toEqual(['recentcontact.top', { OperationType: 2, RecentContactItem: [ben] }]);
  });

  test('are deleted with their history or without, and emptied', async () => {
    await scene.client.chats.delete(['ben']);
    expect(asked()).toEqual(['recentcontact.batch_delete', { ContactItem: [ben], ClearRamble: 1 }]);
    await scene.client.chats.delete(['ben'], { keepHistory: true });
    expect(asked()).toEqual(['recentcontact.batch_delete', { ContactItem: [ben], ClearRamble: 0 }]);
    await scene.client.chats.empty('ben');
    expect(asked()).toEqual(['recentcontact.clear_msg', ben]);
  });

  test('are marked by name or by number, and noted', async () => {
    const item = (change: object) => [
      'recentcontact.mark_contact',
      { MarkItem: [{ ContactItem: ben, ...change }] },
    ];
    await scene.client.chats.mark('ben', 'favourite', 'hidden', 40);
    expect(asked()).toEqual(item({ OptType: 1, SetMark: [0, 3, 40] }));
    await scene.client.chats.unmark('ben', 'unread');
    expect(asked()).toEqual(item({ OptType: 1, ClearMark: [1] }));
    await scene.client.chats.setNote('ben', 'vip');
    expect(asked()).toEqual(item({ OptType: 2, CustomMark: 'vip' }));
  });

  test('of whom one does not want to hear are named to the server', async () => {
    await scene.client.chats.remind(['ben', 'zoe'], 'discard');
    expect(asked()).toEqual([
      'openim.set_c2c_peer_mute_notifications',
      { Peer_Account: ['ben', 'zoe'], Mute_Notifications: 1 },
    ]);
  });

  test('are put into groups', async () => {
    const { contactGroups } = scene.client;
    const update = (UpdateGroup: object) => [
      'recentcontact.update_contact_group',
      { From_Account: 'ana', UpdateType: 1, UpdateGroup },
    ];
    await contactGroups.create('work', ['ben']);
    expect(asked()).toEqual([
      'recentcontact.create_contact_group',
      { From_Account: 'ana', GroupContactItem: [{ GroupName: 'work', ContactItem: [ben] }] },
    ]);
    await contactGroups.rename('work', 'office');
    expect(asked()).toEqual(update({ UpdateGroupType: 1, OldGroupName: 'work', NewGroupName: 'office' }));
    await contactGroups.add('office', ['ben']);
    const added = [{ ContactOptType: 1, ContactItem: ben }];
    expect(asked()).toEqual(update({ UpdateGroupType: 2, OldGroupName: 'office', ContactUpdateItem: added }));
    await contactGroups.remove('office', ['ben']);
    const removed = [{ ContactOptType: 2, ContactItem: ben }];
    expect(asked()).toEqual(
      update({ UpdateGroupType: 2, OldGroupName: 'office', ContactUpdateItem: removed }),
    );
    await contactGroups.delete('office');
    expect(asked()).toEqual([
      'recentcontact.del_contact_group',
      { From_Account: 'ana', GroupName: ['office'] },
    ]);
  });

  test('have their groups read page by page', async () => {
    scene.answers['recentcontact.get_contact_group'] = ({ body }) =>
      body.StartIndex === 0
        ? { GroupItem: [{ GroupId: 1, GroupName: 'work' }], CompleteFlag: 0, NextStartIndex: 7 }
        : { GroupItem: [{ GroupId: 2, GroupName: 'home' }], CompleteFlag: 1, NextStartIndex: 0 };
    expect(await scene.client.contactGroups.list()).toEqual([
      { id: 1, name: 'work' },
      { id: 2, name: 'home' },
    ]);
  });

  test('are listed with marks, note, groups and reminder', async () => {
    const labels = { StandardMark: `1${'0'.repeat(31)}01`, CustomMark: 'vip', ContactGroupId: [2] };
    const SessionItem = [{ ...ben, MsgTimeStamp: 5, TopFlags: 0, MsgRecvOption: 2, ...labels }];
    scene.answers['recentcontact.page_get'] = () => ({ CompleteFlag: 1, SessionItem });
    expect(await scene.client.conversations()).toMatchObject([
      { marks: ['favourite', 33], note: 'vip', groups: [2], reminder: 'quiet' },
    ]);
  });

  test('tell what another device did with them', () => {
    const heard: unknown[] = [];
    for (const name of ['pinned', 'deleted', 'emptied', 'marked', 'grouped', 'reminder'] as const)
      scene.client.on(name, value => heard.push([name, value]));
    const list = { RecentContactList: [pushed('ben')] };
    const mark = { RecentContactItem: pushed('ben'), OptType: 3, StandardMark: '10', CustomMark: 'x' };
    const group = { GroupId: 1, GroupName: 'work' };
    const created = { MsgGroupItem: group, MsgRecentContactItem: [] };
    const renamed = { ...group, GroupName: 'office', OldGroupName: 'work', UpdateGroupType: 1 };
    scene.socket.push({
      Event: 8,
      RecentContactMod: [
        { PushType: 2, RecentContactTopItem: list },
        { PushType: 3, RecentContactTopItem: list },
        { PushType: 1, RecentContactDeleteItem: list },
        { PushType: 100, RecentContactClearItem: list },
        { PushType: 4, RecentContactMarkContact: { RecentContactMarkContactItem: [mark] } },
        { PushType: 5, RecentContactCreateContactGroup: { MsgContactGroupContactItem: [created] } },
        { PushType: 7, RecentContactUpdateContactGroup: { UpdateType: 1, MsgUpdateGroup: renamed } },
        { PushType: 6, RecentContactDelContactGroup: { MsgGroupItem: [group] } },
      ],
    });
    scene.socket.push(noticeEvent({ MuteNotificationsSync: { To_Account: 'ben', MuteNotifications: 1 } }));
    expect(heard).toEqual([
      ['pinned', { peers: ['ben'], pinned: true }],
      ['pinned', { peers: ['ben'], pinned: false }],
      ['deleted', { peers: ['ben'] }],
      ['emptied', { peers: ['ben'] }],
      ['marked', { peer: 'ben', marks: ['unread'], note: 'x' }],
      ['grouped', { name: 'work' }],
      ['grouped', { name: 'office', formerName: 'work' }],
      ['grouped', { name: 'work' }],
      ['reminder', { peer: 'ben', reminder: 'discard' }],
    ]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Conversation {
  readonly conversationID: string;
  readonly messageRemindType: string;
}
interface Member {
  readonly userID: string;
  readonly role: string;
  readonly isOnline?: boolean;
  readonly memberCustomField: readonly object[];
}

const tip = 'TIMGroupTipElem';
const notice = 'TIMGroupSystemNoticeElem';

/** Requests, roles, fields and receive options of `@tencentcloud/chat` 3.6.6, unmodified, in groups with members. */
describe('members of groups of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    // One environment of each function: what one remembers of a group for some seconds no other one has changed.
    const stack = await startRuntime({ concurrency: 1 });
    runtime = await stack.withSettings({ inviteConsent: ['ChatRoom'], webInstances: 2 });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const group = <T = unknown>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('group', method, ...args);
  const say = (client: PublishedClient, to: string, text: string) =>
    client.call<ClientMessage>('sendToGroup', to, 'createTextMessage', { text });
  const hears = async (client: PublishedClient, type: string, operationType: number) => {
    const fits = (message: ClientMessage) =>
      message.type === type && message.payload.operationType === operationType;
    const list = await client.event<readonly ClientMessage[]>('onMessageReceived', all => all.some(fits));
    return list.find(fits);
  };
  /** A group of ana's, with ben and cho in it, or not. */
  const three = async (options: object, together = true) => {
    const [ana, ben, cho] = [clients.newName('ana'), clients.newName('ben'), clients.newName('cho')];
    const [one, other, third] = await Promise.all([ana, ben, cho].map(name => clients.loggedIn(name)));
    if (!one || !other || !third) throw new Error('three clients were to log in');
    const memberList = together ? [{ userID: ben }, { userID: cho }] : [];
    const created = await group<{ group: { groupID: string } }>(one, 'createGroup', {
      name: 'Hikers',
      memberList,
      ...options,
    });
    return { ana, ben, cho, one, other, third, groupID: created.group.groupID };
  };

  it('are refused with a reason, and let in by an administrator who answers the notice', async () => {
    const { ana, ben, one, other, groupID } = await three(
      { type: 'Public', joinOption: 'NeedPermission' },
      false,
    );
    const ask = (applyMessage: string) =>
      group(other, 'joinGroup', { groupID, type: 'Public', applyMessage });
    expect(await ask('please')).toMatchObject({ status: 'WaitAdminApproval' });
    const { applicationList } = await group<{ applicationList: readonly object[] }>(
      one,
      'getGroupApplicationList',
    );
    expect(applicationList).toMatchObject([{ applicant: ben, groupID, note: 'please' }]);
    const [application] = applicationList;
    const answer = { handleAction: 'Reject', handleMessage: 'not today', application };
    await group(one, 'handleGroupApplication', answer);
    expect(await hears(other, notice, 3)).toMatchObject({
      payload: { operatorID: ana, handleMessage: 'not today' },
    });
    expect(await group(one, 'getGroupApplicationList')).toMatchObject({ applicationList: [] });
    await ask('please, please');
    const asked = (message: ClientMessage) => message.payload.handleMessage === 'please, please';
    const [message] = await one.event<readonly ClientMessage[]>('onMessageReceived', all => all.some(asked));
    await one.call('answerNotice', message?.ID, 'Agree', 'welcome');
    expect(await hears(other, notice, 2)).toMatchObject({ payload: { handleMessage: 'welcome' } });
    await say(other, groupID, 'here I am');
  });

  it('are not let in where nobody may ask', async () => {
    const closed = await three({ type: 'Public', joinOption: 'DisableApply' }, false);
    const team = await three({ type: 'Private' }, false);
    for (const { other, groupID } of [closed, team]) {
      await expect(group(other, 'joinGroup', { groupID })).rejects.toMatchObject({ code: 10_007 });
    }
  });

  it.each(['Public', 'ChatRoom', 'Community'])(
    'of a %s are named and dismissed as administrators, and silenced',
    async type => {
      const { ben, cho, one, other, third, groupID } = await three({ type });
      await group(one, 'setGroupMemberRole', { groupID, userID: ben, role: 'Admin' });
      await hears(other, notice, 9);
      await group(other, 'setGroupMemberMuteTime', { groupID, userID: cho, muteTime: 600 });
      await expect(say(third, groupID, 'me?')).rejects.toMatchObject({ code: 10_017 });
      await group(one, 'setGroupMemberRole', { groupID, userID: ben, role: 'Member' });
      await hears(other, notice, 10);
      await group(one, 'updateGroupProfile', { groupID, muteAllMembers: true });
      await expect(say(other, groupID, 'me?')).rejects.toMatchObject({ code: 10_017 });
      await say(one, groupID, 'quiet, please');
      const { memberList } = await group<{ memberList: readonly Member[] }>(one, 'getGroupMemberProfile', {
        groupID,
        userIDList: [ben],
      });
      expect(memberList).toMatchObject([{ userID: ben, role: 'Member' }]);
    },
  );

  it('bring others into a Work group, are taken out of it, and leave it to itself', async () => {
    const { ana, cho, one, other, third, groupID } = await three({ type: 'Private' });
    const [dan, nobody] = [clients.newName('dan'), clients.newName('nobody')];
    await clients.loggedIn(dan);
    const added = await group(other, 'addGroupMember', { groupID, userIDList: [dan, cho, nobody] });
    expect(added).toMatchObject({
      successUserIDList: [dan],
      existedUserIDList: [cho],
      failureUserIDList: [nobody],
    });
    await group(one, 'deleteGroupMember', { groupID, userIDList: [cho], reason: 'moved' });
    expect(await hears(third, notice, 4)).toMatchObject({ payload: { handleMessage: 'moved' } });
    await expect(say(third, groupID, 'wait')).rejects.toMatchObject({ code: expect.any(Number) });
    await group(one, 'quitGroup', groupID);
    expect(await hears(other, tip, 2)).toMatchObject({ payload: { userIDList: [ana] } });
    await expect(group(other, 'dismissGroup', groupID)).rejects.toMatchObject({ code: 10_007 });
  });

  it('say how they want to be told, which other pages of theirs know at once', async () => {
    const { ben, one, other, groupID } = await three({ type: 'Public' });
    await say(one, groupID, 'hello');
    const page = await clients.loggedIn(ben);
    const listed = (type: string) =>
      page.event<readonly Conversation[]>('onConversationListUpdated', all =>
        all.some(
          ({ conversationID, messageRemindType }) =>
            conversationID === `GROUP${groupID}` && messageRemindType === type,
        ),
      );
    await listed('AcceptAndNotify');
    await group(other, 'setMessageRemindType', { groupID, messageRemindType: 'AcceptNotNotify' });
    await listed('AcceptNotNotify');
  });

  it('are shown as connected or not', async () => {
    const { ben, cho, one, third, groupID } = await three({ type: 'Public' });
    await third.call('logout');
    const { memberList } = await group<{ memberList: readonly Member[] }>(one, 'getGroupMemberList', {
      groupID,
      count: 30,
      offset: 0,
    });
    const online = new Map(memberList.map(({ userID, isOnline }) => [userID, isOnline]));
    expect([online.get(ben), online.get(cho)]).toEqual([true, false]);
  });

  it('come and go on all of their pages, in groups that are told of neither', async () => {
    const { ben, one, other, groupID } = await three({ type: 'ChatRoom' }, false);
    const page = await clients.loggedIn(ben);
    const lists = async (wanted: boolean, id = groupID) => {
      for (let found = !wanted; found !== wanted; await sleep(100)) {
        const groups = await page.call<readonly { groupID: string }[]>('groupList');
        found = groups.some(each => each.groupID === id);
      }
    };
    expect(await group(other, 'joinGroup', { groupID })).toMatchObject({ status: 'JoinedSuccess' });
    await lists(true);
    await say(one, groupID, 'hello');
    await group(other, 'quitGroup', groupID);
    await lists(false);
    const made = await group<{ group: { groupID: string } }>(other, 'createGroup', {
      name: 'Climbers',
      type: 'ChatRoom',
    });
    await lists(true, made.group.groupID);
  });

  it('are asked first where the application wants it, and come in or do not', async () => {
    const { ana, ben, cho, one, other, third, groupID } = await three({ type: 'ChatRoom' }, false);
    const open = { GroupId: groupID, InviteJoinOption: 'FreeAccess' };
    expect(await clients.admin('group_open_http_svc.modify_group_base_info', open)).toMatchObject({
      ErrorCode: 0,
    });
    const added = await group(one, 'addGroupMember', { groupID, userIDList: [ben, cho] });
    expect(added).toMatchObject({ successUserIDList: [], failureUserIDList: [] });
    const asked = await hears(other, notice, 12);
    expect(asked).toMatchObject({ payload: { operatorID: ana } });
    await other.call('answerInvitation', asked?.ID, 'Agree', 'gladly');
    expect(await hears(one, notice, 13)).toMatchObject({
      payload: { operatorID: ben, handleMessage: 'gladly' },
    });
    await hears(other, notice, 7);
    await say(other, groupID, 'here I am');
    const { applicationList } = await group<{ applicationList: readonly object[] }>(
      third,
      'getGroupApplicationList',
    );
    expect(applicationList).toMatchObject([{ applicant: ana, groupID, applicationType: 1, userID: cho }]);
    const [application] = applicationList;
    await group(third, 'handleGroupApplication', { handleAction: 'Reject', application });
    expect(await hears(one, notice, 14)).toMatchObject({ payload: { operatorID: cho } });
    await expect(say(third, groupID, 'me?')).rejects.toMatchObject({ code: expect.any(Number) });
  });

  it('have fields of the application’s own, as the group has', async () => {
    const { ben, one, other, groupID } = await three({ type: 'Public' });
    const groupCustomField = [{ key: 'level', value: 'hard' }];
    await group(one, 'updateGroupProfile', { groupID, groupCustomField });
    expect(await hears(other, tip, 6)).toMatchObject({
      payload: { newGroupProfile: { groupCustomField } },
    });
    const memberCustomField = [{ key: 'shirt', value: 'red' }];
    await group(other, 'setGroupMemberCustomField', { groupID, memberCustomField });
    const { memberList } = await group<{ memberList: readonly Member[] }>(one, 'getGroupMemberProfile', {
      groupID,
      userIDList: [ben],
      memberCustomFieldFilter: ['shirt'],
    });
    expect(memberList).toMatchObject([{ memberCustomField }]);
  });

  it('leave no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

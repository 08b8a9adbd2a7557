import type { PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Group {
  readonly groupID: string;
  readonly name: string;
  readonly type: string;
  readonly memberCount: number;
  readonly ownerID: string;
  readonly muteAllMembers: boolean;
  readonly selfInfo: Readonly<Record<string, unknown>>;
}
interface Member {
  readonly userID: string;
  readonly role: string;
  readonly nameCard: string;
  readonly muteUntil: number;
}
/** A tip or a notice as the client shows it. */
interface Told {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>> & { readonly operationType: number };
}

const tipType = 'TIMGroupTipElem';
const noticeType = 'TIMGroupSystemNoticeElem';

/** The unmodified client, and groups of the types that have members. */
describe('@tencentcloud/chat and groups', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    // One environment of each function: what one remembers of a group for some seconds no other one has changed.
    runtime = await startRuntime({ concurrency: 1 });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const some = async (...shorts: readonly string[]) => {
    const names = shorts.map(short => clients.newName(short));
    const loggedIn = await Promise.all(names.map(name => clients.loggedIn(name)));
    return { names, clients: loggedIn };
  };
  const call = <T = unknown>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('group', method, ...args);
  const told = (client: PublishedClient, type: string, operationType: number) =>
    client.event<readonly Told[]>('onMessageReceived', messages =>
      messages.some(message => message.type === type && message.payload.operationType === operationType),
    );
  const listOf = async (client: PublishedClient): Promise<readonly Group[]> =>
    (await call<{ groupList: readonly Group[] }>(client, 'getGroupList')).groupList;
  const membersOf = async (client: PublishedClient, groupID: string): Promise<readonly Member[]> =>
    (
      await call<{ memberList: readonly Member[] }>(client, 'getGroupMemberList', {
        groupID,
        count: 30,
        offset: 0,
      })
    ).memberList;

  it.each(['Private', 'Public', 'ChatRoom', 'Community'])(
    'makes a group of the type %s, which its members see',
    async type => {
      const { names, clients: both } = await some('ana', 'ben');
      const [ana, ben] = both as [PublishedClient, PublishedClient];
      const { group } = await call<{ group: Group }>(ana, 'createGroup', {
        type,
        name: 'hikers',
        ...(type === 'Community' && { groupID: `@TGS#_${names[0]}` }),
        memberList: [{ userID: names[1] }],
      });
      expect(group).toMatchObject({ type, name: 'hikers', ownerID: names[0] });
      expect(group.selfInfo).toMatchObject({ role: 'Owner', userID: names[0] });
      // The client that makes a group says so in it, which is how the others hear of it.
      await ben.event<readonly Group[]>('onGroupListUpdated', groups =>
        groups.some(({ groupID }) => groupID === group.groupID),
      );
      expect(await membersOf(ben, group.groupID)).toMatchObject([
        { userID: names[0], role: 'Owner' },
        { userID: names[1], role: 'Member' },
      ]);
    },
  );

  it('asks to come in, is let in by the owner, speaks under a name card, and leaves', async () => {
    const { names, clients: both } = await some('ana', 'ben');
    const [ana, ben] = both as [PublishedClient, PublishedClient];
    const groupID = clients.newName('hikers');
    await call(ana, 'createGroup', { type: 'Public', name: 'hikers', groupID, joinOption: 'NeedPermission' });
    const found = await call<{ group: Group }>(ben, 'searchGroupByID', groupID);
    expect(found.group).toMatchObject({ groupID, name: 'hikers' });
    const asked = await call<{ status: string }>(ben, 'joinGroup', {
      groupID,
      type: 'Public',
      applyMessage: 'please',
    });
    expect(asked.status).toBe('WaitAdminApproval');
    await told(ana, noticeType, 1);
    const { applicationList } = await call<{ applicationList: readonly Record<string, unknown>[] }>(
      ana,
      'getGroupApplicationList',
    );
    expect(applicationList).toMatchObject([
      { applicant: names[1], groupID, note: 'please', applicationType: 0 },
    ]);
    const [application] = applicationList;
    await call(ana, 'handleGroupApplication', {
      handleAction: 'Agree',
      handleMessage: 'welcome',
      application,
    });
    await told(ben, noticeType, 2);
    await ben.event<readonly Group[]>('onGroupListUpdated', groups => groups.length === 1);
    expect((await listOf(ben)).map(group => group.groupID)).toEqual([groupID]);
    await told(ana, tipType, 1);
    await call(ben, 'setGroupMemberNameCard', { groupID, nameCard: 'Ben (guide)' });
    expect(await membersOf(ana, groupID)).toMatchObject([{ userID: names[0] }, { nameCard: 'Ben (guide)' }]);
    await call(ben, 'quitGroup', groupID);
    await told(ana, tipType, 2);
    expect(await membersOf(ana, groupID)).toHaveLength(1);
    expect(await listOf(ben)).toEqual([]);
  });

  it('names administrators, mutes, removes, hands over and dissolves', async () => {
    const { names, clients: three } = await some('ana', 'ben', 'cho');
    const [ana, ben, cho] = three as [PublishedClient, PublishedClient, PublishedClient];
    const groupID = clients.newName('hikers');
    const memberList = names.slice(1).map(userID => ({ userID }));
    await call(ana, 'createGroup', { type: 'Public', name: 'hikers', groupID, memberList });
    await call(ana, 'setGroupMemberRole', { groupID, userID: names[1], role: 'Admin' });
    await told(ben, noticeType, 9);
    await told(cho, tipType, 4);
    await call(ben, 'setGroupMemberMuteTime', { groupID, userID: names[2], muteTime: 600 });
    await told(cho, tipType, 7);
    const [, , muted] = await membersOf(ana, groupID);
    expect(muted?.muteUntil).toBeGreaterThan(Date.now() / 1000);
    await expect(
      call(cho, 'setGroupMemberMuteTime', { groupID, userID: names[1], muteTime: 60 }),
    ).rejects.toMatchObject({ code: 10007 });
    await call(ana, 'updateGroupProfile', { groupID, name: 'climbers', muteAllMembers: true });
    await ben.event<readonly Told[]>('onMessageReceived', messages =>
      messages.some(
        ({ payload }) =>
          (payload.newGroupProfile as Group | undefined)?.name === 'climbers' ||
          (payload.newGroupProfile as { groupName?: string } | undefined)?.groupName === 'climbers',
      ),
    );
    await call(ana, 'deleteGroupMember', { groupID, userIDList: [names[2]], reason: 'spam' });
    await told(cho, noticeType, 4);
    expect(await listOf(cho)).toEqual([]);
    await call(ana, 'changeGroupOwner', { groupID, newOwnerID: names[1] });
    const { group } = await call<{ group: Group }>(ben, 'getGroupProfile', { groupID });
    expect(group).toMatchObject({ ownerID: names[1], name: 'climbers', muteAllMembers: true });
    await call(ben, 'dismissGroup', groupID);
    await told(ana, noticeType, 5);
    expect(await listOf(ana)).toEqual([]);
  });

  it('invites into a Work group, and sees its groups again after a new login', async () => {
    const { names, clients: both } = await some('ana', 'ben');
    const [ana, ben] = both as [PublishedClient, PublishedClient];
    const { group } = await call<{ group: Group }>(ana, 'createGroup', { type: 'Private', name: 'team' });
    const added = await call<Record<string, readonly string[]>>(ana, 'addGroupMember', {
      groupID: group.groupID,
      userIDList: [names[1], clients.newName('nobody')],
    });
    expect(added.successUserIDList).toEqual([names[1]]);
    await told(ben, noticeType, 7);
    const again = await clients.loggedIn(names[0] as string);
    await again.event<readonly Group[]>('onGroupListUpdated', groups => groups.length === 1);
    expect(await listOf(again)).toMatchObject([
      { groupID: group.groupID, name: 'team', memberCount: 2, selfInfo: { role: 'Owner' } },
    ]);
  });
});

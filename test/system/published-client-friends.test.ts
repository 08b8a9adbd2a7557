import type { PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Friend {
  readonly userID: string;
  readonly remark: string;
  readonly groupList: readonly string[];
  readonly source: string;
  readonly profile: { readonly nick: string };
  readonly friendCustomField: readonly { readonly key: string; readonly value: unknown }[];
}
interface Application {
  readonly userID: string;
  readonly nick: string;
  readonly wording: string;
  readonly type: string;
}
interface Applications {
  readonly friendApplicationList: readonly Application[];
  readonly unreadCount: number;
}
interface Group {
  readonly name: string;
  readonly userIDList: readonly string[];
}

const both = 'CheckResult_Type_Both';
const source = 'AddSource_Type_Web';

/** What `@tencentcloud/chat` 3.6.6, unmodified, does with friends, requests and friend groups. */
describe('friends of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await (await startRuntime()).withSettings({ webInstances: 3, customFriendFields: ['club'] });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime.stop());

  const ask = <T>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('friends', method, ...args);
  const shows = (client: PublishedClient, ...names: readonly string[]) =>
    client.event<readonly Friend[]>(
      'onFriendListUpdated',
      list =>
        list
          .map(({ userID }) => userID)
          .sort()
          .join() === [...names].sort().join(),
    );
  const asked = (client: PublishedClient, fits: (list: readonly Application[]) => boolean) =>
    client.event<Applications>('onFriendApplicationListUpdated', data => fits(data.friendApplicationList));
  const isRequest = (userID: string, type: string) => (list: readonly Application[]) =>
    list.some(one => one.userID === userID && one.type === type);
  const careful = (client: PublishedClient) =>
    client.call('updateProfile', { allowType: 'AllowType_Type_NeedConfirm' });
  const two = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    return { ana, ben, one, other };
  };

  it('are added by both at once, noted, checked, and deleted for both', async () => {
    const { ana, ben, one, other } = await two();
    const added = await ask<{ code: number }>(one, 'addFriend', {
      to: ben,
      source,
      remark: 'Benny',
      groupName: 'Work',
      wording: 'hello',
      type: 'Add_Type_Both',
    });
    expect(added.code).toBe(0);
    await Promise.all([shows(one, ben), shows(other, ana)]);
    const [friend] = await ask<readonly Friend[]>(one, 'getFriendList');
    expect(friend).toMatchObject({ userID: ben, remark: 'Benny', groupList: ['Work'], source });

    const change = {
      userID: ben,
      remark: 'B.',
      friendCustomField: [{ key: 'Tag_SNS_Custom_club', value: 'x' }],
    };
    await ask(one, 'updateFriend', change);
    const second = await clients.loggedIn(ana);
    await shows(second, ben);
    const [noted] = await ask<readonly Friend[]>(second, 'getFriendList');
    expect(noted).toMatchObject({
      remark: 'B.',
      friendCustomField: [{ key: 'Tag_SNS_Custom_club', value: 'x' }],
    });

    const checked = await ask(one, 'checkFriend', { userIDList: [ben], type: both });
    expect(checked).toEqual({
      successUserIDList: [{ userID: ben, code: 0, relation: 'CheckResult_Type_BothWay' }],
      failureUserIDList: [],
    });
    const gone = await ask(other, 'deleteFriend', { userIDList: [ana], type: 'Delete_Type_Both' });
    expect(gone).toMatchObject({ successUserIDList: [{ userID: ana }], failureUserIDList: [] });
    await Promise.all([shows(one), shows(other), shows(second)]);
    expect(await ask(one, 'getFriendList')).toEqual([]);
  });

  it('are asked, see who asks, and accept', async () => {
    const { ana, ben, one, other } = await two();
    await careful(other);
    const waits = await ask<{ code: number }>(one, 'addFriend', { to: ben, source, wording: 'it is me' });
    expect(waits.code).toBe(30539);
    await asked(other, isRequest(ana, 'Pendency_Type_ComeIn'));
    await asked(one, isRequest(ben, 'Pendency_Type_SendOut'));
    const { friendApplicationList, unreadCount } = await ask<Applications>(other, 'getFriendApplicationList');
    expect(friendApplicationList).toMatchObject([{ userID: ana, wording: 'it is me', source }]);
    expect(unreadCount).toBe(1);
    await ask(other, 'setFriendApplicationRead');
    await ask(other, 'acceptFriendApplication', {
      userID: ana,
      remark: 'Annie',
      type: 'Response_Action_AgreeAndAdd',
    });
    await Promise.all([shows(one, ben), shows(other, ana)]);
    await Promise.all([one, other].map(client => asked(client, list => list.length === 0)));
    const [friend] = await ask<readonly Friend[]>(other, 'getFriendList');
    expect(friend).toMatchObject({ userID: ana, remark: 'Annie' });
  });

  it('are refused, and a request is taken back by who made it', async () => {
    const { ana, ben, one, other } = await two();
    await careful(other);
    await ask(one, 'addFriend', { to: ben, source });
    await asked(other, isRequest(ana, 'Pendency_Type_ComeIn'));
    await ask(other, 'refuseFriendApplication', { userID: ana });
    await asked(one, list => list.length === 0);
    expect(await ask(one, 'checkFriend', { userIDList: [ben], type: both })).toMatchObject({
      successUserIDList: [{ relation: 'CheckResult_Type_NoRelation' }],
    });
    other.events.splice(0);
    await ask(one, 'addFriend', { to: ben, source });
    await asked(other, isRequest(ana, 'Pendency_Type_ComeIn'));
    await asked(one, isRequest(ben, 'Pendency_Type_SendOut'));
    other.events.splice(0);
    await ask(one, 'deleteFriendApplication', { userID: ben, type: 'Pendency_Type_SendOut' });
    await asked(other, list => list.length === 0);
    await expect(ask(other, 'acceptFriendApplication', { userID: ana })).rejects.toMatchObject({
      code: 30614,
    });
  });

  it('stand in groups that are made, renamed and deleted', async () => {
    const { ana, ben, one } = await two();
    await ask(one, 'addFriend', { to: ben, source });
    await shows(one, ben);
    const { friendGroup } = await ask<{ friendGroup: Group }>(one, 'createFriendGroup', {
      name: 'Work',
      userIDList: [ben],
    });
    expect(friendGroup).toMatchObject({ name: 'Work', userIDList: [ben] });
    await ask(one, 'createFriendGroup', { name: 'Gym' });
    await ask(one, 'addToFriendGroup', { name: 'Gym', userIDList: [ben] });
    await ask(one, 'removeFromFriendGroup', { name: 'Work', userIDList: [ben] });
    await ask(one, 'renameFriendGroup', { oldName: 'Gym', newName: 'Sports' });
    await ask(one, 'deleteFriendGroup', { name: 'Work' });
    const second = await clients.loggedIn(ana);
    await second.event<readonly Group[]>('onFriendGroupListUpdated', list => list.length === 1);
    expect(await ask(second, 'getFriendGroupList')).toMatchObject([{ name: 'Sports', userIDList: [ben] }]);
    await shows(second, ben);
    const [friend] = await ask<readonly Friend[]>(second, 'getFriendList');
    expect(friend?.groupList).toEqual(['Sports']);
  });

  it('that are added while a client is away are there after its reconnect', async () => {
    const { ana, ben, one } = await two();
    await one.call('cutConnection');
    await clients.admin('sns.friend_add', {
      From_Account: ben,
      AddFriendItem: [{ To_Account: ana, AddSource: source }],
    });
    await shows(one, ben);
    expect(await ask(one, 'getFriendList')).toMatchObject([{ userID: ben }]);
  });
});

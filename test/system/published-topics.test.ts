import type { ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Topic {
  readonly topicID: string;
  readonly topicName: string;
  readonly introduction: string;
  readonly notification: string;
  readonly avatar: string;
  readonly customData: string;
  readonly unreadCount: number;
  readonly muteAllMembers: boolean;
  readonly groupAtInfoList: readonly { readonly messageSequence: number; readonly atTypeArray: number[] }[];
  readonly lastMessage: { readonly messageForShow: string; readonly isRevoked: boolean };
  readonly selfInfo: { readonly messageRemindType: string; readonly muteTime: number };
}

interface TopicNews {
  readonly groupID: string;
  readonly topicID?: string;
  readonly topic?: Topic;
  readonly topicIDList?: readonly string[];
}

/** Communities with topics as `@tencentcloud/chat` 3.6.6, unmodified, makes and shows them. */
describe('topics of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    // One environment of each function: what one remembers of a topic for some seconds no other one has changed.
    runtime = await startRuntime({ concurrency: 1 });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const topicsIn = async (client: PublishedClient, groupID: string, topicIDList: readonly string[] = []) => {
    const asked = { groupID, topicIDList };
    const { successTopicList } = await client.call<{ successTopicList: readonly Topic[] }>(
      'group',
      'getTopicList',
      asked,
    );
    return successTopicList;
  };
  const make = async (client: PublishedClient, groupID: string, topicName: string, more: object = {}) => {
    const asked = { groupID, topicName, ...more };
    return (await client.call<{ topicID: string }>('group', 'createTopicInCommunity', asked)).topicID;
  };
  const news = (client: PublishedClient, fits: (topic: Topic) => boolean) =>
    client.event<TopicNews>('onTopicUpdated', ({ topic }) => topic !== undefined && fits(topic));
  const received = async (client: PublishedClient, id: string): Promise<ClientMessage> => {
    const find = (list: readonly ClientMessage[]) => list.find(({ ID }) => ID === id);
    return find(
      await client.event<readonly ClientMessage[]>('onMessageReceived', list => !!find(list)),
    ) as ClientMessage;
  };
  const textsIn = async (client: PublishedClient, topicID: string) => {
    const { messageList } = await client.call<{ messageList: ClientMessage[] }>('groupHistory', topicID);
    return messageList.flatMap(({ type, payload, isRevoked }) =>
      isRevoked ? ['revoked'] : type === 'TIMTextElem' ? [payload.text] : [],
    );
  };
  const code = (call: Promise<unknown>) => call.then(() => 0).catch((error: { code: number }) => error.code);

  /** An owner and a member of a community with one topic, both of whom know it. */
  const two = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    const wanted = { type: 'Community', name: 'Hikers', isSupportTopic: true, memberList: [{ userID: ben }] };
    const { group } = await one.call<{ group: { groupID: string } }>('group', 'createGroup', wanted);
    const { groupID } = group;
    const topicID = await make(one, groupID, 'Routes');
    await other.event<TopicNews>('onTopicCreated', made => made.topicID === topicID);
    await Promise.all([topicsIn(one, groupID), topicsIn(other, groupID)]);
    return { ana, ben, one, other, groupID, topicID };
  };

  it('are made, listed, changed and deleted, and everyone is told', async () => {
    const { one, other, groupID, topicID } = await two();
    const { groupList } = await other.call<{
      groupList: readonly { groupID: string; isSupportTopic: boolean }[];
    }>('group', 'getJoinedCommunityList');
    expect(groupList).toMatchObject([{ groupID, isSupportTopic: true }]);
    const texts = { avatar: 'http://a', introduction: 'i', notification: 'n', customData: 'c' };
    const second = await make(one, groupID, 'Gear', texts);
    await other.event<TopicNews>('onTopicCreated', made => made.topicID === second);
    expect(await topicsIn(other, groupID, [second])).toMatchObject([
      { topicName: 'Gear', ...texts, unreadCount: 0 },
    ]);
    const change = { groupID, topicID, topicName: 'Trails', introduction: 'where to walk', customData: 'd' };
    await one.call('group', 'updateTopicProfile', change);
    await news(other, topic => topic.topicName === 'Trails');
    expect(await topicsIn(other, groupID, [topicID])).toMatchObject([
      { topicName: 'Trails', introduction: 'where to walk', customData: 'd' },
    ]);
    await one.call('group', 'deleteTopicFromCommunity', { groupID, topicIDList: [second] });
    await other.event<TopicNews>('onTopicDeleted', gone => gone.topicIDList?.includes(second) ?? false);
    expect(await topicsIn(other, groupID)).toHaveLength(1);
    // A member may not.
    expect(await code(make(other, groupID, 'Mine'))).toBe(10007);
  });

  it('have messages of their own, with a history and unread counts', async () => {
    const { ben, one, other, groupID, topicID } = await two();
    const second = await make(one, groupID, 'Gear');
    await other.event<TopicNews>('onTopicCreated', made => made.topicID === second);
    const sent = await one.call<ClientMessage>('sayToGroup', topicID, 'hello');
    expect(await received(other, sent.ID)).toMatchObject({
      to: topicID,
      payload: { text: 'hello' },
      sequence: 1,
    });
    const elsewhere = await one.call<ClientMessage>('sayToGroup', second, 'tents');
    expect(elsewhere.sequence).toBe(1);
    await received(other, elsewhere.ID);
    const next = await one.call<ClientMessage>('sayToGroup', topicID, 'again');
    await received(other, next.ID);
    await news(other, topic => topic.topicID === topicID && topic.unreadCount === 2);
    expect(await textsIn(other, topicID)).toEqual(['hello', 'again']);
    expect(await textsIn(other, second)).toEqual(['tents']);
    await other.call('readGroup', topicID);
    await news(other, topic => topic.topicID === topicID && topic.unreadCount === 0);
    await other.call('logout');
    const later = await clients.loggedIn(ben);
    const seen = new Map((await topicsIn(later, groupID)).map(topic => [topic.topicID, topic]));
    expect(seen.get(topicID)).toMatchObject({ unreadCount: 0, lastMessage: { messageForShow: 'again' } });
    expect(seen.get(second)).toMatchObject({ unreadCount: 1, lastMessage: { messageForShow: 'tents' } });
    expect(await textsIn(later, topicID)).toEqual(['hello', 'again']);
  });

  it('take messages back, and show those that were modified', async () => {
    const { ana, one, other, groupID, topicID } = await two();
    const [oops, plan] = [
      await one.call<ClientMessage>('sayToGroup', topicID, 'oops'),
      await one.call<ClientMessage>('sayToGroup', topicID, 'at one'),
    ];
    await received(other, plan.ID);
    expect(await one.call('modify', plan.ID, { text: 'at two' })).toMatchObject({ code: 0 });
    const modified = await other.event<readonly ClientMessage[]>('onMessageModified');
    expect(modified).toMatchObject([{ ID: plan.ID, payload: { text: 'at two' } }]);
    await one.call('revoke', oops.ID);
    const revoked = await other.event<readonly ClientMessage[]>('onMessageRevoked');
    expect(revoked).toMatchObject([{ ID: oops.ID, revokerInfo: { userID: ana } }]);
    expect(await textsIn(one, topicID)).toEqual(['revoked', 'at two']);
    await other.call('deleteInGroup', [plan.ID]);
    expect(await topicsIn(other, groupID)).toHaveLength(1);
  });

  it('name one or all, who are shown it until they have read', async () => {
    const { ben, one, other, groupID, topicID } = await two();
    const all = await one.call<string>('everyone');
    const me = await one.call<ClientMessage>('sayAtInGroup', topicID, '@ben lunch?', [ben]);
    expect(await received(other, me.ID)).toMatchObject({ atUserList: [ben] });
    await news(other, ({ groupAtInfoList }) => groupAtInfoList.length === 1);
    await one.call<ClientMessage>('sayAtInGroup', topicID, '@all rain', [all]);
    const told = await news(other, ({ groupAtInfoList }) => groupAtInfoList.length === 2);
    expect(told.topic?.groupAtInfoList).toMatchObject([
      { messageSequence: 1, atTypeArray: [1] },
      { messageSequence: 2, atTypeArray: [2] },
    ]);
    // Who logs in anew has heard of neither.
    await other.call('logout');
    const before = await clients.loggedIn(ben);
    await topicsIn(before, groupID);
    await news(before, ({ groupAtInfoList }) => groupAtInfoList.length === 2);
    await before.call('readGroup', topicID);
    await news(
      before,
      ({ groupAtInfoList, unreadCount }) => groupAtInfoList.length === 0 && unreadCount === 0,
    );
    await before.call('logout');
    const after = await clients.loggedIn(ben);
    expect(await topicsIn(after, groupID)).toMatchObject([{ groupAtInfoList: [], unreadCount: 0 }]);
  });

  it('bring nothing to who wants none of it', async () => {
    const { ana, one, other, groupID, topicID } = await two();
    const second = await make(one, groupID, 'Gear');
    await other.event<TopicNews>('onTopicCreated', made => made.topicID === second);
    const option = (messageRemindType: string) => ({ groupID: topicID, messageRemindType });
    await other.call('group', 'setMessageRemindType', option('Discard'));
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hidden' } }];
    const hidden = { GroupId: groupID, TopicId: topicID, From_Account: ana, Random: 1, MsgBody };
    await clients.admin('group_open_http_svc.send_group_msg', hidden);
    const texts = (list: readonly ClientMessage[]) => list.map(({ payload }) => payload.text);
    // When it is there, it has been posted to everyone who gets it.
    await one.event<readonly ClientMessage[]>('onMessageReceived', list => texts(list).includes('hidden'));
    const shown = await one.call<ClientMessage>('sayToGroup', second, 'shown');
    await received(other, shown.ID);
    await other.call('group', 'setMessageRemindType', option('AcceptAndNotify'));
    const again = await one.call<ClientMessage>('sayToGroup', topicID, 'again');
    await received(other, again.ID);
    expect(texts(other.received())).not.toContain('hidden');
    expect(await textsIn(other, topicID)).toEqual(['hidden', 'again']);
  });

  it('are silent for who is muted there, or for everyone', async () => {
    const { ben, one, other, groupID, topicID } = await two();
    await one.call('group', 'setGroupMemberMuteTime', { groupID: topicID, userID: ben, muteTime: 600 });
    expect(await code(other.call('sayToGroup', topicID, 'hm'))).toBe(10017);
    const second = await make(one, groupID, 'Gear');
    expect(await code(other.call('sayToGroup', second, 'elsewhere'))).toBe(0);
    await one.call('group', 'setGroupMemberMuteTime', { groupID: topicID, userID: ben, muteTime: 0 });
    expect(await code(other.call('sayToGroup', topicID, 'again'))).toBe(0);
    await one.call('group', 'updateTopicProfile', { groupID, topicID, muteAllMembers: true });
    await news(other, topic => topic.topicID === topicID && topic.muteAllMembers);
    expect(await code(other.call('sayToGroup', topicID, 'hm'))).toBe(10017);
    expect(await code(one.call('sayToGroup', topicID, 'I may'))).toBe(0);
  });
});

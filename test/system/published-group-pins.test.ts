import type { ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Pinning {
  readonly groupID: string;
  readonly isPinned: boolean;
  readonly message: ClientMessage;
  readonly operatorInfo: { readonly userID: string };
}
interface Pinned extends ClientMessage {
  readonly pinnerInfo: { readonly userID: string };
}

/** Pinned messages of `@tencentcloud/chat` 3.6.6, unmodified. */
describe('pinned messages of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const group = <T = unknown>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('group', method, ...args);
  const received = (client: PublishedClient, text: string) => {
    const fits = ({ payload }: ClientMessage) => payload.text === text;
    return client.event<readonly ClientMessage[]>('onMessageReceived', all => all.some(fits));
  };
  const pinned = (client: PublishedClient, groupID: string) =>
    client.call<readonly Pinned[]>('pinnedMessages', groupID);
  const told = (client: PublishedClient, isPinned: boolean, id: unknown) =>
    client.event<Pinning>(
      'onPinnedGroupMessageUpdated',
      one => one.isPinned === isPinned && one.message.ID === id,
    );

  /** A group of ana's, in which ben is, and what she has said there. */
  const talk = async (...texts: readonly string[]) => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    const memberList = [{ userID: ben }];
    const options = { name: 'Hikers', type: 'Public', memberList };
    const { groupID } = (await group<{ group: { groupID: string } }>(one, 'createGroup', options)).group;
    const said: ClientMessage[] = [];
    for (const text of texts) {
      said.push(await one.call<ClientMessage>('sayToGroup', groupID, text));
      await received(other, text);
    }
    return { ana, ben, one, other, groupID, said };
  };

  it('are told to everybody, listed, and gone when the pin is taken away', async () => {
    const { ana, one, other, groupID, said } = await talk('first', 'second');
    for (const { ID } of said) {
      await one.call('pinMessage', groupID, ID, true);
      for (const client of [one, other])
        expect(await told(client, true, ID)).toMatchObject({
          groupID,
          message: { ID, pinnerInfo: { userID: ana } },
          operatorInfo: { userID: ana },
        });
    }
    const list = await pinned(other, groupID);
    expect(list.map(({ payload, pinnerInfo }) => [payload.text, pinnerInfo.userID])).toEqual([
      ['first', ana],
      ['second', ana],
    ]);
    await one.call('pinMessage', groupID, said[0]?.ID, false);
    for (const client of [one, other])
      expect(await told(client, false, said[0]?.ID)).toMatchObject({ groupID });
    expect((await pinned(other, groupID)).map(({ payload }) => payload.text)).toEqual(['second']);
  });

  it('are shown to who came later, as they are now, and not when they were recalled', async () => {
    const { one, groupID, said } = await talk('draft', 'wrong');
    for (const { ID } of said) await one.call('pinMessage', groupID, ID, true);
    await one.call('modify', said[0]?.ID, { text: 'final' });
    await one.call('revoke', said[1]?.ID);
    await told(one, false, said[1]?.ID);
    const cho = clients.newName('cho');
    const later = await clients.loggedIn(cho);
    await clients.admin('group_open_http_svc.add_group_member', {
      GroupId: groupID,
      MemberList: [{ Member_Account: cho }],
    });
    expect((await pinned(later, groupID)).map(({ payload }) => payload.text)).toEqual(['final']);
  });

  it('are a topic’s own', async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    const wanted = { type: 'Community', name: 'Hikers', isSupportTopic: true, memberList: [{ userID: ben }] };
    const { groupID } = (await group<{ group: { groupID: string } }>(one, 'createGroup', wanted)).group;
    const made = { groupID, topicName: 'Routes' };
    const { topicID } = await group<{ topicID: string }>(one, 'createTopicInCommunity', made);
    const { ID } = await one.call<ClientMessage>('sayToGroup', topicID, 'the north face');
    await one.call('pinMessage', topicID, ID, true);
    expect(await told(other, true, ID)).toMatchObject({ groupID: topicID, operatorInfo: { userID: ana } });
    expect((await pinned(other, topicID)).map(({ payload }) => payload.text)).toEqual(['the north face']);
    await one.call('pinMessage', topicID, ID, false);
    expect(await told(other, false, ID)).toMatchObject({ groupID: topicID });
    expect(await pinned(other, topicID)).toEqual([]);
  });

  it('are for the owner and administrators, and ten at most', async () => {
    const { ana, other, groupID, said } = await talk('first');
    await expect(other.call('pinMessage', groupID, said[0]?.ID, true)).rejects.toMatchObject({ code: 10007 });
    for (let random = 1; random <= 10; random += 1) {
      const sent = await clients.admin('group_open_http_svc.send_group_msg', {
        GroupId: groupID,
        From_Account: ana,
        Random: random,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `text ${random}` } }],
      });
      const body = { GroupId: groupID, MsgSeq: sent.MsgSeq };
      expect(await clients.admin('group_open_http_svc.pin_message', body)).toMatchObject({ ErrorCode: 0 });
    }
    const full = { GroupId: groupID, MsgSeq: said[0]?.sequence };
    expect(await clients.admin('group_open_http_svc.pin_message', full)).toMatchObject({ ErrorCode: 10070 });
    expect(await pinned(other, groupID)).toHaveLength(10);
  });
});

import { eventually } from '../support/eventually.ts';
import type { ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Conversation {
  readonly conversationID: string;
  readonly unreadCount: number;
  readonly isPinned: boolean;
  readonly customData: string;
  readonly lastMessage: { readonly messageForShow: string; readonly isRevoked: boolean };
  readonly groupAtInfoList: readonly { readonly messageSequence: number }[];
}

/** Messages of groups as `@tencentcloud/chat` 3.6.6, unmodified, sends and shows them. */
describe('groups of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime.stop());

  /** Two members of a group of their own, logged in. */
  const two = async (Type = 'Public') => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const group = clients.newName('hikers');
    const AccountList = [{ UserID: ana }, { UserID: ben }];
    await clients.admin('im_open_login_svc.multiaccount_import', { AccountList });
    const reply = await clients.admin('group_open_http_svc.create_group', {
      Type,
      Name: 'Hikers',
      GroupId: group,
      Owner_Account: ana,
      MemberList: [{ Member_Account: ben }],
    });
    expect(reply.ErrorCode).toBe(0);
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    // What comes while a client reads its list it would count twice.
    const isThere = (groups: readonly { groupID: string }[]) =>
      groups.some(({ groupID }) => groupID === group);
    await Promise.all([one, other].map(client => client.event('onGroupListUpdated', isThere)));
    return { ana, ben, group, one, other };
  };
  const received = async (client: PublishedClient, id: string): Promise<ClientMessage> => {
    const find = (list: readonly ClientMessage[]) => list.find(({ ID }) => ID === id);
    const data = await client.event<readonly ClientMessage[]>('onMessageReceived', list => !!find(list));
    return find(data) as ClientMessage;
  };
  const conversation = async (client: PublishedClient, group: string): Promise<Conversation | undefined> => {
    const all = await client.call<readonly Conversation[]>('conversations');
    return all.find(({ conversationID }) => conversationID === `GROUP${group}`);
  };
  const textsOf = async (client: PublishedClient, group: string): Promise<readonly unknown[]> => {
    const { messageList } = await client.call<{ messageList: ClientMessage[] }>('groupHistory', group);
    return messageList.map(({ payload }) => payload.text);
  };

  it('come with their messages, which both read back', async () => {
    const { ben, group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'hello', { cloudCustomData: 'kept' });
    expect(sent.sequence).toBe(1);
    expect(await received(other, sent.ID)).toMatchObject({
      payload: { text: 'hello' },
      sequence: 1,
      flow: 'in',
      time: sent.time,
    });
    const answer = await other.call<ClientMessage>('sayToGroup', group, 'hi');
    await received(one, answer.ID);
    const later = await clients.loggedIn(ben).catch(() => undefined);
    expect(later).toBeDefined();
    if (later) expect(await textsOf(later, group)).toEqual(['hello', 'hi']);
    expect(await textsOf(one, group)).toEqual(['hello', 'hi']);
  });

  it('say how much is unread, also to who was away, until it is read', async () => {
    const { ana, ben, group, one, other } = await two();
    const cho = clients.newName('cho');
    const witness = await clients.loggedIn(cho);
    const MemberList = [{ Member_Account: cho }];
    await clients.admin('group_open_http_svc.add_group_member', { GroupId: group, Silence: 1, MemberList });
    await other.call('logout');
    for (const text of ['one', 'two', 'three']) await one.call('sayToGroup', group, text);
    const uncounted = { messageControlInfo: { excludedFromUnreadCount: true } };
    const last = await one.call<ClientMessage>('sayToGroup', group, 'not counted', {}, uncounted);
    // Nothing is on its way any more.
    await received(witness, last.ID);
    const again = await clients.loggedIn(ben);
    const shown = await eventually(
      () => conversation(again, group),
      seen => seen?.unreadCount === 3,
    );
    expect(shown).toMatchObject({ unreadCount: 3, lastMessage: { messageForShow: 'not counted' } });
    const four = await one.call<ClientMessage>('sayToGroup', group, 'four');
    await received(again, four.ID);
    expect(await conversation(again, group)).toMatchObject({ unreadCount: 4 });
    await again.call('readGroup', group);
    expect(await conversation(again, group)).toMatchObject({ unreadCount: 0 });
    await again.call('logout');
    const fresh = await clients.loggedIn(ben);
    expect(await eventually(() => conversation(fresh, group), Boolean)).toMatchObject({ unreadCount: 0 });
    // What one has said oneself is not unread.
    await one.call('logout');
    const mine = await clients.loggedIn(ana);
    expect(await eventually(() => conversation(mine, group), Boolean)).toMatchObject({ unreadCount: 0 });
  });

  it('take messages back', async () => {
    const { ana, group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'oops');
    await received(other, sent.ID);
    await one.call('revoke', sent.ID);
    const revoked = await other.event<readonly ClientMessage[]>('onMessageRevoked');
    expect(revoked).toMatchObject([{ ID: sent.ID, isRevoked: true, revokerInfo: { userID: ana } }]);
    expect((await conversation(other, group))?.lastMessage.isRevoked).toBe(true);
    const foreign = await other.call<ClientMessage>('sayToGroup', group, 'mine');
    await received(one, foreign.ID);
    // The owner may take back what members say.
    await one.call('revoke', foreign.ID);
    await other.event<readonly ClientMessage[]>('onMessageRevoked', ([first]) => first?.ID === foreign.ID);
  });

  it('take messages back also from who was away for a moment', async () => {
    const { group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'oops');
    await received(other, sent.ID);
    await other.call('lived');
    await Promise.all([other.call('cutConnection'), one.call('revoke', sent.ID)]);
    await other.event<readonly ClientMessage[]>('onMessageRevoked', ([first]) => first?.ID === sent.ID);
  });

  it('show messages that were modified', async () => {
    const { group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'at one');
    await received(other, sent.ID);
    expect(await one.call('modify', sent.ID, { text: 'at two' })).toMatchObject({ code: 0 });
    const modified = await other.event<readonly ClientMessage[]>('onMessageModified');
    expect(modified).toMatchObject([{ ID: sent.ID, payload: { text: 'at two' }, isModified: true }]);
    // It knew an earlier version only.
    expect(await one.call('modify', sent.ID, { text: 'at three' })).toMatchObject({ code: 0 });
  });

  it('tell a member that it was named, until it has read', async () => {
    const { ben, group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayAtInGroup', group, '@ben lunch?', [ben]);
    expect(await received(other, sent.ID)).toMatchObject({ atUserList: [ben] });
    const named = await eventually(
      () => conversation(other, group),
      seen => (seen?.groupAtInfoList.length ?? 0) > 0,
    );
    expect(named?.groupAtInfoList).toMatchObject([{ messageSequence: 1 }]);
    await other.call('readGroup', group);
    expect((await conversation(other, group))?.groupAtInfoList).toEqual([]);
    await one.call('sayAtInGroup', group, '@ben dinner?', [ben]);
    const rain = await one.call<ClientMessage>('sayAtInGroup', group, '@all rain', [
      await one.call<string>('everyone'),
    ]);
    await received(other, rain.ID);
    await other.call('logout');
    // This one has heard of neither.
    const again = await clients.loggedIn(ben);
    const found = await eventually(
      () => conversation(again, group),
      shown => shown?.groupAtInfoList.length === 2,
    );
    expect(found?.groupAtInfoList).toMatchObject([{ messageSequence: 2 }, { messageSequence: 3 }]);
    await again.call('readGroup', group);
    await again.call('logout');
    const last = await clients.loggedIn(ben);
    expect(await eventually(() => conversation(last, group), Boolean)).toMatchObject({ groupAtInfoList: [] });
  });

  it('are pinned, noted and deleted as conversations', async () => {
    const { ben, group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'hello');
    await received(other, sent.ID);
    await other.call('pinGroup', group, true);
    await other.call('groupNote', group, 'outdoors');
    await other.call('logout');
    const again = await clients.loggedIn(ben);
    const noted = await eventually(
      () => conversation(again, group),
      seen => seen?.customData === 'outdoors',
    );
    expect(noted).toMatchObject({ isPinned: true });
    await again.call('deleteGroupConversation', group);
    expect(await conversation(again, group)).toBeUndefined();
    const next = await one.call<ClientMessage>('sayToGroup', group, 'back');
    await received(again, next.ID);
    expect(await conversation(again, group)).toMatchObject({ isPinned: false, unreadCount: 1 });
  });

  it('have what was missed while the connection was away', async () => {
    const { group, one, other } = await two();
    const first = await one.call<ClientMessage>('sayToGroup', group, 'before');
    await received(other, first.ID);
    await other.call('cutConnection');
    await one.call('sayToGroup', group, 'meanwhile');
    const shown = await eventually(
      () => textsOf(other, group),
      texts => texts.length === 2,
    );
    expect(shown).toEqual(['before', 'meanwhile']);
  });

  it('bring what is for those who are there, and keep nothing of it', async () => {
    const { group, one, other } = await two();
    const sent = await one.call<ClientMessage>('sayToGroup', group, 'typing', {}, { onlineUserOnly: true });
    await received(other, sent.ID);
    expect(await textsOf(other, group)).toEqual([]);
  });
});

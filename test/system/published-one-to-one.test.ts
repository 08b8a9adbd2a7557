import { eventually, nextSecond } from '../support/eventually.ts';
import type { ClientError, ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

type Conversation = Readonly<Record<string, unknown>>;
type Modified = { readonly code: number; readonly message: ClientMessage };

/** What `@tencentcloud/chat` 3.6.6, unmodified, can do in a one-to-one chat beyond sending text. */
describe('one-to-one chat of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await startRuntime();
    const { Version } = await clients.admin('kaiwa_app_svc.get_settings', {});
    await clients.admin('kaiwa_app_svc.set_settings', { Version, Settings: { webInstances: 2 } });
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime.stop());

  const received = async (client: PublishedClient, id: string): Promise<ClientMessage> => {
    const find = (list: readonly ClientMessage[]) => list.find(({ ID }) => ID === id);
    const data = await client.event<readonly ClientMessage[]>('onMessageReceived', list => !!find(list));
    const message = find(data);
    if (!message) throw new Error('the event has no such message');
    return message;
  };
  const two = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    return { ana, ben, one, other };
  };
  /** Two pages of one account, and somebody who writes to it. */
  const twoPages = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const first = await clients.loggedIn(ana);
    const second = await clients.loggedIn(ana);
    const writer = await clients.loggedIn(ben);
    const sent = await writer.call<ClientMessage>('sendText', ana, 'hello');
    await Promise.all([received(first, sent.ID), received(second, sent.ID)]);
    return { ana, ben, first, second, writer, sent };
  };
  const list = (client: PublishedClient) => client.call<readonly Conversation[]>('conversations');
  const history = async (client: PublishedClient, peer: string): Promise<readonly unknown[]> => {
    const { messageList } = await client.call<{ messageList: ClientMessage[] }>('history', peer);
    return messageList.map(({ payload }) => payload.text);
  };
  const listUpdated = (client: PublishedClient, fits: (shown: readonly Conversation[]) => boolean) =>
    client.event<readonly Conversation[]>('onConversationListUpdated', fits);

  it('carries faces and places', async () => {
    const { ben, one, other } = await two();
    const face = await one.call<ClientMessage>('sendFace', ben, { index: 3, data: 'tt03' });
    expect(await received(other, face.ID)).toMatchObject({
      type: 'TIMFaceElem',
      payload: { index: 3, data: 'tt03' },
    });
    const place = { description: 'the station', latitude: 52.525, longitude: 13.369 };
    const location = await one.call<ClientMessage>('sendLocation', ben, place);
    expect(await received(other, location.ID)).toMatchObject({ type: 'TIMLocationElem', payload: place });
  });

  it('shows that somebody is typing to who is there, and keeps nothing of it', async () => {
    const { ana, ben, one, other } = await two();
    const typing = await one.call<ClientMessage>('sendText', ben, 'typing', {}, { onlineUserOnly: true });
    await received(other, typing.ID);
    expect(await list(other)).toEqual([]);
    expect(await other.call('totalUnread')).toBe(0);
    const fresh = await clients.loggedIn(ben);
    expect(await history(fresh, ana)).toEqual([]);
  });

  it('keeps a message out of the count and out of the list when asked', async () => {
    const { ana, ben, one, other } = await two();
    const first = await one.call<ClientMessage>('sendText', ben, 'first');
    await received(other, first.ID);
    const messageControlInfo = { excludedFromUnreadCount: true, excludedFromLastMessage: true };
    const quiet = await one.call<ClientMessage>('sendText', ben, 'quiet', {}, { messageControlInfo });
    await received(other, quiet.ID);
    const fresh = await clients.loggedIn(ben);
    await fresh.event<number>('onTotalUnreadMessageCountUpdated', count => count === 1);
    expect(await list(fresh)).toMatchObject([{ lastMessage: { payload: { text: 'first' } } }]);
    expect(await history(fresh, ana)).toEqual(['first', 'quiet']);
  });

  it('modifies a message for both sides', async () => {
    const { ana, ben, one, other } = await two();
    const sent = await one.call<ClientMessage>('sendText', ben, 'helo');
    await received(other, sent.ID);
    expect(await one.call('modify', sent.ID, { text: 'hello' })).toMatchObject({ code: 0 });
    const [seen] = await other.event<readonly ClientMessage[]>('onMessageModified');
    expect(seen).toMatchObject({ ID: sent.ID, payload: { text: 'hello' } });
    expect(await other.call('modify', sent.ID, { text: 'hello!' })).toMatchObject({ code: 0 });
    await one.event<readonly ClientMessage[]>('onMessageModified', ([message]) => {
      return message?.payload.text === 'hello!';
    });
    const fresh = await clients.loggedIn(ben);
    expect(await history(fresh, ana)).toEqual(['hello!']);
  });

  it('says 2480 to the one of two who comes second, with what the message holds now', async () => {
    const { ben, one, other } = await two();
    const sent = await one.call<ClientMessage>('sendText', ben, 'helo');
    await received(other, sent.ID);
    // What it wants to change it says before it hears of the other change.
    await other.call('stopHearing');
    expect(await one.call('modify', sent.ID, { text: 'hello' })).toMatchObject({ code: 0 });
    const late = other.call<Modified>('modify', sent.ID, { text: 'help' });
    await other.call('hearAgain');
    expect(await late).toMatchObject({ code: 2480, message: { ID: sent.ID, payload: { text: 'hello' } } });
  });

  it('tells the sender of a message that asked for it when it was read', async () => {
    const { ben, one, other } = await two();
    const sent = await one.call<ClientMessage>('sendText', ben, 'read this', { needReadReceipt: true });
    await received(other, sent.ID);
    expect(await one.call('receipts', [sent.ID])).toMatchObject([{ readReceiptInfo: { isPeerRead: false } }]);
    await other.call('sendReceipts', [sent.ID]);
    const receipts = await one.event<readonly unknown[]>('onMessageReadReceiptReceived');
    expect(receipts).toMatchObject([{ messageID: sent.ID, userID: ben, isPeerRead: true }]);
    expect(await one.call('receipts', [sent.ID])).toMatchObject([{ readReceiptInfo: { isPeerRead: true } }]);
  });

  it('deletes messages for its own side alone', async () => {
    const { ana, ben, one, other } = await two();
    const ids: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      ids.push((await one.call<ClientMessage>('sendText', ben, text)).ID);
    }
    await received(other, ids[2] ?? '');
    await other.call('deleteMessages', ids.slice(0, 2));
    const fresh = await clients.loggedIn(ben);
    expect(await history(fresh, ana)).toEqual(['three']);
    expect(await history(one, ben)).toEqual(['one', 'two', 'three']);
  });

  it('pins on every page of the account', async () => {
    const { ben, first, second } = await twoPages();
    await first.call('pin', ben, true);
    await listUpdated(second, ([top]) => top?.isPinned === true);
    await second.call('pin', ben, false);
    expect(await list(second)).toMatchObject([{ isPinned: false }]);
    const fresh = await clients.loggedIn(clients.newName('zoe'));
    expect(await list(fresh)).toEqual([]);
  });

  it('deletes a conversation on every page, where the application wants that', async () => {
    const { ben, first, second } = await twoPages();
    await first.call('deleteConversation', ben);
    await listUpdated(second, shown => shown.length === 0);
  });

  it('empties a conversation for its own side, on other pages once they are loaded anew', async () => {
    const { ana, ben, first, second, writer } = await twoPages();
    await first.call('clearHistory', ben);
    expect(await history(first, ben)).toEqual([]);
    expect(await list(first)).toMatchObject([{ conversationID: `C2C${ben}`, unreadCount: 0 }]);
    expect(await history(writer, ana)).toEqual(['hello']);
    expect(await second.call('isReady')).toBe(true);
    expect(await history(await clients.loggedIn(ana), ben)).toEqual([]);
  });

  it('is not told of whom it does not want to hear, on any page, and does not count them', async () => {
    const { ben, first, second } = await twoPages();
    await second.event<number>('onTotalUnreadMessageCountUpdated', count => count === 1);
    await first.call('remind', ben, 'AcceptNotNotify');
    await listUpdated(second, ([top]) => top?.messageRemindType === 'AcceptNotNotify');
    expect(await list(second)).toMatchObject([{ unreadCount: 1 }]);
    expect([await first.call('totalUnread'), await second.call('totalUnread')]).toEqual([0, 0]);
  });

  it('hears nothing from whom it has discarded, and finds it in the history', async () => {
    const { ana, ben, one, other } = await two();
    await one.call('remind', ben, 'Discard');
    await other.call('sendText', ana, 'are you there?');
    // What two have sent within one second has no order between them.
    await nextSecond();
    await one.call('sendText', ben, 'no');
    expect(one.received()).toEqual([]);
    const fresh = await clients.loggedIn(ana);
    expect(await history(fresh, ben)).toEqual(['are you there?', 'no']);
  });

  it('reads everything at once, on every page', async () => {
    const { ana, first, second, writer } = await twoPages();
    const zoe = await clients.loggedIn(clients.newName('zoe'));
    const other = await zoe.call<ClientMessage>('sendText', ana, 'hi');
    await Promise.all([received(first, other.ID), received(second, other.ID)]);
    await Promise.all(
      [first, second].map(page => page.event('onTotalUnreadMessageCountUpdated', n => n === 2)),
    );
    await first.call('setAllRead');
    await second.event<number>('onTotalUnreadMessageCountUpdated', count => count === 0);
    expect(await first.call('totalUnread')).toBe(0);
    await Promise.all([writer, zoe].map(peer => peer.event('onMessageReadByPeer')));
  });

  it('keeps drafts to itself and text of its own with the account', async () => {
    const { ben, first, second } = await twoPages();
    await first.call('draft', ben, 'I was about to');
    expect(await list(first)).toMatchObject([{ draftText: 'I was about to' }]);
    await first.call('customData', ben, 'vip');
    await listUpdated(second, ([top]) => top?.customData === 'vip');
    expect(await list(second)).toMatchObject([{ draftText: '' }]);
  });

  it('refuses by itself to mark and to group conversations', async () => {
    const { ben, first } = await twoPages();
    // It learns a second after the login what its vendor was paid for.
    const codeOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => 0,
        ({ code }: ClientError) => code,
      );
    await eventually(
      () => codeOf(first.call('mark', ben, 1, true)),
      code => code === 3122,
    );
    await expect(first.call('createGroup', 'work', ben)).rejects.toMatchObject({ code: 3122 });
  });

  it('shows the marks that a backend sets', async () => {
    const { ana, ben, first } = await twoPages();
    const ContactItem = { Type: 1, To_Account: ben };
    const MarkItem = [{ OptType: 1, ContactItem, SetMark: [1, 4, 33] }];
    await clients.admin('recentcontact.mark_contact', { From_Account: ana, MarkItem });
    await listUpdated(first, ([top]) => {
      const marks = (top?.markList ?? []) as readonly number[];
      return [1, 8, 2 ** 32].every(mark => marks.includes(mark));
    });
  });

  it('has at most as many pages as the application allows; the oldest gives way', async () => {
    const ana = clients.newName('ana');
    const [first, second] = [await clients.loggedIn(ana), await clients.loggedIn(ana)];
    const third = await clients.loggedIn(ana);
    await first.event<{ type: string }>('kickedOut', ({ type }) => type === 'multipleAccount');
    expect([await second.call('isReady'), await third.call('isReady')]).toEqual([true, true]);
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { CallWatch } from '../support/cost.ts';
import { ClientError, type ClientMessage, PublishedClient } from '../support/published-client.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** `@tencentcloud/chat` 3.6.6, unmodified, against the synthesized stack. */
describe('the published client', () => {
  let runtime: Runtime;
  const clients: PublishedClient[] = [];
  let names = 0;

  beforeAll(async () => {
    runtime = await startRuntime();
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.stop()));
  });

  afterAll(() => runtime.stop());

  const newName = (short: string): string => {
    names += 1;
    return `${short}${names}`;
  };

  const loggedIn = async (name: string): Promise<PublishedClient> => {
    const client = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    clients.push(client);
    await client.login(name, runtime.userSig(name));
    return client;
  };

  const admin = (command: string, body: object) => callRest(runtime.administrator, command, body);
  const texts = (messages: readonly ClientMessage[]) => messages.map(({ payload }) => payload.text);
  const received = (client: PublishedClient, text: string) =>
    client.event<ClientMessage[]>('onMessageReceived', list => texts(list).includes(text));

  it('exchanges text and custom messages both ways', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const [one, other] = await Promise.all([loggedIn(ana), loggedIn(ben)]);

    await one.call('sendText', ben, 'hello');
    expect((await received(other, 'hello'))[0]).toMatchObject({
      from: ana,
      to: ben,
      type: 'TIMTextElem',
      flow: 'in',
    });

    await other.call('sendCustom', ana, { data: '{"gift":1}', description: 'a gift', extension: 'x' });
    const [gift] = await one.event<ClientMessage[]>('onMessageReceived');
    expect(gift).toMatchObject({
      from: ben,
      type: 'TIMCustomElem',
      payload: { data: '{"gift":1}', description: 'a gift', extension: 'x' },
    });
  });

  it('is refused with the documented code when the receiver does not exist', async () => {
    const one = await loggedIn(newName('ana'));
    await expect(one.call('sendText', 'nobody-at-all', 'hello')).rejects.toThrow(ClientError);
  });

  it('shows unread counts and the conversation list, and clears them when read', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const one = await loggedIn(ana);
    await admin('im_open_login_svc.account_import', { UserID: ben });
    for (const text of ['one', 'two', 'three']) await one.call('sendText', ben, text);

    const other = await loggedIn(ben);
    await other.event<number>('onTotalUnreadMessageCountUpdated', count => count === 3);
    const [conversation] = await other.call<readonly Record<string, unknown>[]>('conversations');
    expect(conversation).toMatchObject({
      conversationID: `C2C${ana}`,
      unreadCount: 3,
      lastMessage: { fromAccount: ana, payload: { text: 'three' } },
    });

    await other.call('setRead', ana);
    expect(await other.call('totalUnread')).toBe(0);
    await one.event('onMessageReadByPeer');
  });

  it('reads history across pages, newest page first, nothing twice', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const one = await loggedIn(ana);
    await admin('im_open_login_svc.account_import', { UserID: ben });
    const wanted = Array.from({ length: 40 }, (_, i) => `message ${i}`);
    for (const [i, text] of wanted.entries()) {
      await admin('openim.sendmsg', {
        From_Account: ana,
        To_Account: ben,
        MsgSeq: i + 1,
        MsgRandom: i,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
      });
    }
    const seen: ClientMessage[] = [];
    let next: string | undefined;
    for (let page = 0; page < 10; page += 1) {
      const answer = await one.call<{
        messageList: ClientMessage[];
        nextReqMessageID: string;
        isCompleted: boolean;
      }>('history', ben, next, 15);
      seen.unshift(...answer.messageList);
      next = answer.nextReqMessageID;
      if (answer.isCompleted) break;
    }
    expect(texts(seen)).toEqual(wanted);
  });

  it('recalls a message at the peer', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const [one, other] = await Promise.all([loggedIn(ana), loggedIn(ben)]);
    const message = await one.call<ClientMessage>('sendText', ben, 'a mistake');
    await received(other, 'a mistake');
    await one.call('revoke', message.ID);
    const [recalled] = await other.event<ClientMessage[]>('onMessageRevoked');
    expect(recalled).toMatchObject({ ID: message.ID, isRevoked: true });
  });

  it('asks what it asks after a login once, whatever is not built yet', async () => {
    const watch = new CallWatch(runtime.restUrl.replace(/\/v4$/, ''));
    await watch.mark();
    await loggedIn(newName('ana'));
    // This it asks last, a second after its login.
    await watch.ended('im_sdk_config_mgr.fetch_imsdk_purchase_bitsv2');
    await sleep(1000);
    await watch.mark();
    await sleep(5000);
    const asked = (await watch.calls())
      .map(({ command }) => command)
      .filter(name => name !== 'heartbeat.alive');
    expect(asked).toEqual([]);
  });

  it('changes its profile, and others read it', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const [one, other] = await Promise.all([loggedIn(ana), loggedIn(ben)]);
    await one.call('updateProfile', { nick: 'Anna', gender: 'Gender_Type_Female' });
    expect(await one.call('myProfile')).toMatchObject({ userID: ana, nick: 'Anna' });
    const [profile] = await other.call<readonly unknown[]>('userProfiles', [ana]);
    expect(profile).toMatchObject({ userID: ana, nick: 'Anna', gender: 'Gender_Type_Female' });
  });

  it('is kicked by a second login of the same account', async () => {
    const ana = newName('ana');
    const first = await loggedIn(ana);
    const second = await loggedIn(ana);
    await first.event<{ type: string }>('kickedOut', ({ type }) => type === 'multipleAccount');
    await expect(first.call('sendText', ana, 'still here?')).rejects.toThrow(ClientError);
    expect(await second.call('isReady')).toBe(true);
  });

  it('is kicked by REST, and only a newer UserSig logs in again', async () => {
    const ana = newName('ana');
    // A kick ends the UserSigs of seconds that are over.
    const oldSig = runtime.userSig(ana, { issuedAt: Math.floor(Date.now() / 1000) - 10 });
    const one = await loggedIn(ana);
    await admin('im_open_login_svc.kick', { UserID: ana });
    await one.event<{ type: string }>('kickedOut', ({ type }) => type === 'REST_API_Kick');

    const late = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    clients.push(late);
    await expect(late.call('login', ana, oldSig)).rejects.toThrow('70001');
    await loggedIn(ana);
  });

  it('survives a cut connection without losing or doubling a message', async () => {
    const [ana, ben] = [newName('ana'), newName('ben')];
    const [one, other] = await Promise.all([loggedIn(ana), loggedIn(ben)]);
    const wanted = Array.from({ length: 12 }, (_, i) => `message ${i}`);
    for (const [i, text] of wanted.entries()) {
      if (i === 7) await received(other, 'message 6');
      if (i === 3 || i === 7) await other.call('cutConnection');
      if (i === 5) await one.call('cutConnection');
      await one.call('sendText', ben, text);
    }
    for (const text of wanted) await received(other, text);
    expect([...texts(other.received())].sort()).toEqual([...wanted].sort());

    const fresh = await loggedIn(ben);
    const { messageList } = await fresh.call<{ messageList: ClientMessage[] }>('history', ana, undefined, 15);
    expect(texts(messageList)).toEqual(wanted);
  });
});

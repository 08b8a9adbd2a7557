import { PublishedClient } from '../support/published-client.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

type Conversation = Readonly<Record<string, unknown>>;

/** What `@tencentcloud/chat` 3.6.6, unmodified, does with its conversations. */
describe('conversations of the published client', () => {
  let runtime: Runtime;
  const clients: PublishedClient[] = [];

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(() => Promise.all(clients.splice(0).map(client => client.stop())));
  afterAll(() => runtime.stop());

  const loggedIn = async (name: string): Promise<PublishedClient> => {
    const client = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    clients.push(client);
    await client.login(name, runtime.userSig(name));
    return client;
  };
  const writes = async (from: string, to: string, Text: string, MsgSeq: number) => {
    await callRest(runtime.administrator, 'im_open_login_svc.account_import', { UserID: from });
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text } }];
    const body = { From_Account: from, To_Account: to, MsgSeq, MsgRandom: MsgSeq, MsgBody };
    await callRest(runtime.administrator, 'openim.sendmsg', body);
  };
  const list = (client: PublishedClient) => client.call<readonly Conversation[]>('conversations');

  it('are pinned, marked, muted, and still so after a fresh login', async () => {
    const first = await loggedIn('ana');
    await writes('ben', 'ana', 'one', 1);
    await writes('eve', 'ana', 'two', 2);
    await first.event('onMessageReceived', () => true);
    await first.call('pin', 'ben', true);
    await first.call('customData', 'ben', 'vip');
    await first.call('remind', 'ben', 'AcceptNotNotify');
    const second = await loggedIn('ana');
    await second.event<readonly Conversation[]>('onConversationListUpdated', shown =>
      shown.some(({ customData }) => customData === 'vip'),
    );
    const [top] = await list(second);
    expect(top).toMatchObject({
      conversationID: 'C2Cben',
      isPinned: true,
      customData: 'vip',
      messageRemindType: 'AcceptNotNotify',
    });
  });

  it('are deleted with their history, and come back with a new message', async () => {
    const client = await loggedIn('dan');
    await writes('fay', 'dan', 'one', 1);
    await client.event('onMessageReceived', () => true);
    await client.call('deleteConversation', 'fay');
    expect(await list(client)).toEqual([]);
    const fresh = await loggedIn('dan');
    expect(await list(fresh)).toEqual([]);
    await writes('fay', 'dan', 'two', 2);
    await fresh.event('onMessageReceived', () => true);
    const { messageList } = await fresh.call<{ messageList: readonly { payload: unknown }[] }>(
      'history',
      'fay',
    );
    expect(messageList.map(({ payload }) => payload)).toEqual([{ text: 'two' }]);
  });
});

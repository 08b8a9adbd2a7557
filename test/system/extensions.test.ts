import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { type PushedEvent, SocketClient } from '../support/socket-client.ts';

interface Pair {
  readonly Key: string;
  readonly Value: string;
  readonly Seq: number;
}

/** What an event of `MsgExtensionNotify` says, however deep. */
const said = (event: PushedEvent): string => JSON.stringify(event);

/** Message extensions between two clients, over real sockets. */
describe('extensions of a message', () => {
  let runtime: Runtime;
  let ana: SocketClient;
  let ben: SocketClient;
  let key: string;

  const logIn = async (account: string): Promise<SocketClient> => {
    const socket = await SocketClient.connect(`${runtime.socketUrl}/info`);
    await socket.login({ sdkAppId: runtime.sdkAppId, account, userSig: runtime.userSig(account) });
    return socket;
  };
  const change = (
    by: SocketClient,
    from: string,
    to: string,
    OperateType: 1 | 2 | 3,
    pairs: readonly Pair[],
  ) =>
    by.request('openim_msg_ext_http_svc.set_key_values', {
      From_Account: from,
      To_Account: to,
      MsgKey: key,
      OperateType,
      ExtensionList: pairs,
    });
  const read = async (by: SocketClient, from: string, to: string): Promise<readonly Pair[]> => {
    const body = { From_Account: from, To_Account: to, MsgKey: key };
    const reply = await by.request('openim_msg_ext_http_svc.get_key_values', body);
    expect(reply.ErrorCode).toBe(0);
    return reply.ExtensionList as readonly Pair[];
  };

  beforeAll(async () => {
    runtime = await startRuntime();
    await callRest(runtime.administrator, 'kaiwa_app_svc.set_settings', {
      Settings: { messageExtensions: true },
    });
    ana = await logIn('ana');
    ben = await logIn('ben');
    const sent = await ana.request('openim.sendmsg', {
      To_Account: 'ben',
      MsgSeq: 1,
      MsgRandom: 1,
      SupportMessageExtension: 1,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'dinner?' } }],
    });
    key = String(sent.MsgKey);
  });
  afterAll(async () => {
    await Promise.all([ana, ben].map(client => client.close()));
    await runtime.stop();
  });

  const hears = (client: SocketClient, word: string) =>
    client.push(event => said(event).includes('ExtensionC2cMsgInfo') && said(event).includes(word));

  test('are told to the other side when they are set, and read by both', async () => {
    const reply = await change(ana, 'ana', 'ben', 1, [{ Key: 'fish', Value: 'one', Seq: 0 }]);
    expect(reply.ErrorCode).toBe(0);
    expect(said(await hears(ben, 'SetKVInfo'))).toContain('"one"');
    const pairs = await read(ben, 'ana', 'ben');
    expect(pairs).toEqual([{ Key: 'fish', Value: 'one', Seq: 1 }]);
    expect(await read(ana, 'ana', 'ben')).toEqual(pairs);
  });

  test('are changed by who knows the number, and refused to who does not', async () => {
    const stale = await change(ben, 'ana', 'ben', 1, [{ Key: 'fish', Value: 'two', Seq: 0 }]);
    const [refused] = stale.ExtensionList as unknown as readonly { ErrorCode: number; Extension: Pair }[];
    expect(refused).toMatchObject({ ErrorCode: 23_001, Extension: { Value: 'one', Seq: 1 } });
    await change(ben, 'ana', 'ben', 1, [{ Key: 'fish', Value: 'two', Seq: 1 }]);
    expect(await read(ana, 'ana', 'ben')).toMatchObject([{ Key: 'fish', Value: 'two' }]);
    await hears(ana, '"two"');
  });

  test('are deleted, one or all, and the other side is told', async () => {
    const [fish] = await read(ana, 'ana', 'ben');
    await change(ana, 'ana', 'ben', 2, [{ Key: 'fish', Value: '', Seq: fish?.Seq ?? 0 }]);
    await hears(ben, 'DeleteKVInfo');
    await change(ana, 'ana', 'ben', 3, []);
    await hears(ben, 'ClearKVInfo');
    expect((await read(ben, 'ana', 'ben')).filter(({ Value }) => Value !== '')).toEqual([]);
  });

  test('leave no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

import type { OfflineMessage } from '../../lib/protocol/offline-message.ts';
import { eventually } from '../support/eventually.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';

/** The event that asks for an offline push, through the synthesized stack. */
describe('the event for an offline push', () => {
  let runtime: Runtime;
  let ana: SocketClient;
  let names = 0;
  let random = 0;

  const connect = () => SocketClient.connect(`${runtime.socketUrl}/info`);
  const logIn = async (account: string, platform: number): Promise<SocketClient> => {
    const socket = await connect();
    const userSig = runtime.userSig(account);
    await socket.login({ sdkAppId: runtime.sdkAppId, account, userSig, platform });
    return socket;
  };
  const statusOf = async (account: string): Promise<string | undefined> => {
    const body = { To_Account: [account] };
    const reply = await callRest(runtime.administrator, 'openim.query_online_status', body);
    return (reply.QueryResult as unknown as readonly { readonly Status: string }[])[0]?.Status;
  };
  /** Somebody whose phone has registered a device and was closed. @returns the name */
  const away = async (): Promise<string> => {
    names += 1;
    const name = `ben${names}`;
    const phone = await logIn(name, 2);
    const token = { TokenID: `token of ${name}`, PushMsg: 1, BusiID: 31, InstType: 2000 };
    await phone.request('im_open_status.ws_stat_settoken', token);
    await phone.close();
    await eventually(
      () => statusOf(name),
      status => status === 'PushOnline',
    );
    return name;
  };
  const send = (To_Account: string, more: object = {}) => {
    random += 1;
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'lunch?' } }];
    return ana.request('openim.sendmsg', { To_Account, MsgSeq: random, MsgRandom: random, MsgBody, ...more });
  };
  /** Events about messages to an account; a send emits before it is answered. */
  const asked = (account: string): readonly OfflineMessage[] =>
    runtime.aws
      .events()
      .filter(event => event['detail-type'] === 'Push.OfflineMessage')
      .map(({ detail }) => detail as unknown as OfflineMessage)
      .filter(({ To_Account }) => To_Account === account);

  beforeAll(async () => {
    runtime = await startRuntime();
    ana = await logIn('ana', 7);
    await ana.request('profile.portrait_set', {
      From_Account: 'ana',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ana' }],
    });
  });
  afterAll(async () => {
    await ana?.close();
    await runtime?.stop();
  });

  it('comes for a phone that is away, with everything that a push needs', async () => {
    const ben = await away();
    const OfflinePushInfo = { PushFlag: 0, Title: 'from Ana', AndroidInfo: { Sound: 'bell' } };
    const ForbidCallbackControl = ['ForbidAfterSendMsgCallback'];
    const { MsgKey } = await send(ben, { OfflinePushInfo, ForbidCallbackControl });
    expect(asked(ben)).toMatchObject([
      {
        SdkAppid: runtime.sdkAppId,
        From_Account: 'ana',
        MsgKey,
        MsgBody: [{ MsgContent: { Text: 'lunch?' } }],
        OfflinePushInfo,
        ForbidCallbackControl,
        Devices: [{ Platform: 'Android', Token: `token of ${ben}`, BusiID: 31, InstType: 2000 }],
      },
    ]);
  });

  it('does not come for online-only messages and with PushFlag 1', async () => {
    const ben = await away();
    await send(ben, { MsgLifeTime: 0 });
    await send(ben, { OfflinePushInfo: { PushFlag: 1 } });
    expect(asked(ben)).toEqual([]);
  });

  it('does not come for a phone that is connected or was logged out', async () => {
    const ben = await away();
    const phone = await logIn(ben, 2);
    await phone.request('im_open_status.ws_stat_settoken', { TokenID: 'another', BusiID: 31 });
    await send(ben);
    await phone.request('im_open_status.wslogout', {});
    await send(ben);
    await phone.close();
    expect(asked(ben)).toEqual([]);
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

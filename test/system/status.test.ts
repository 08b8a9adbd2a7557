import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type Client, connect } from '../../lib/sdk/client.ts';
import type { UserStatus } from '../../lib/sdk/status.ts';
import { CallWatch } from '../support/cost.ts';
import { eventually } from '../support/eventually.ts';
import { PublishedClient } from '../support/published-client.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';

/** Who is there, as seen by others, through the synthesized stack: rules, queue and all. */
describe('the status of users on the stack', () => {
  let runtime: Runtime;
  let watcher: Client;
  const heard: UserStatus[] = [];

  const login = (account: string) => ({
    sdkAppId: runtime.sdkAppId,
    account,
    userSig: runtime.userSig(account),
  });
  const socketOf = async (account: string): Promise<SocketClient> => {
    const socket = await SocketClient.connect(`${runtime.socketUrl}/info`);
    await socket.login(login(account));
    return socket;
  };
  const importAccount = (UserID: string) =>
    callRest(runtime.administrator, 'im_open_login_svc.account_import', { UserID });
  const told = async (userId: string, status: UserStatus['status']): Promise<void> => {
    await eventually(
      () => heard.filter(one => one.userId === userId),
      seen => seen.at(-1)?.status === status,
    );
  };

  beforeAll(async () => {
    runtime = await startRuntime();
    watcher = await connect({
      url: `${runtime.socketUrl}/info`,
      sdkAppId: runtime.sdkAppId,
      userId: 'watcher',
      userSig: runtime.userSig('watcher'),
      WebSocket,
    });
    watcher.on('status', status => heard.push(status));
  });
  afterAll(async () => {
    await watcher?.close();
    await runtime?.stop();
  });

  it('is told to our client: online, away when the page is closed, logged out', async () => {
    await importAccount('ana');
    await watcher.watchStatus('ana');
    const first = await socketOf('ana');
    await told('ana', 'online');
    await first.close();
    await told('ana', 'away');
    const second = await socketOf('ana');
    await told('ana', 'online');
    await second.request('im_open_status.wslogout', {});
    await told('ana', 'loggedOut');
    await second.close();
    expect(await watcher.statusOf('ana', 'nobody')).toEqual([
      { userId: 'ana', status: 'loggedOut', customStatus: '' },
    ]);
  });

  it('of who loses the network is told after a minute, and not when the client comes back before', async () => {
    for (const account of ['ben', 'zoe']) await importAccount(account);
    await watcher.watchStatus('ben', 'zoe');
    const [ben, zoe] = await Promise.all([socketOf('ben'), socketOf('zoe')]);
    await Promise.all([told('ben', 'online'), told('zoe', 'online')]);
    const watch = new CallWatch(runtime.restUrl.replace(/\/v4$/, ''));
    await watch.mark();
    const lostAt = Date.now();
    ben.terminate();
    zoe.terminate();
    await watch.ended('$disconnect', 2);
    const back = await SocketClient.connect(`${runtime.socketUrl}/info`);
    await back.request('im_open_status.wslogin', {}, zoe.head);
    await sleep(60_000);
    await told('ben', 'away');
    expect(Date.now() - lostAt).toBeGreaterThan(60_000);
    expect(heard.filter(({ userId }) => userId === 'zoe').map(({ status }) => status)).toEqual(['online']);
    await back.close();
  });

  it('that a published client sets is seen by others', async () => {
    const client = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    try {
      await client.login('eve', runtime.userSig('eve'));
      await watcher.watchStatus('eve');
      expect(await client.call('setSelfStatus', 'at lunch ☕')).toMatchObject({
        userID: 'eve',
        statusType: 1,
        customStatus: 'at lunch ☕',
      });
      expect(await watcher.statusOf('eve')).toEqual([
        { userId: 'eve', status: 'online', customStatus: 'at lunch ☕' },
      ]);
      await told('eve', 'online');
    } finally {
      await client.stop();
    }
  });

  it('that another client of the account sets comes to a published client', async () => {
    const client = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    try {
      await client.login('ida', runtime.userSig('ida'));
      const other = await SocketClient.connect(`${runtime.socketUrl}/info`);
      await other.login({ ...login('ida'), platform: 2 });
      await other.request('im_open_status.ws_set_custom_status', { CustomStatus: 'busy' });
      const [own] = await client.event<readonly unknown[]>('onUserStatusUpdated');
      expect(own).toEqual({ userID: 'ida', statusType: 1, customStatus: 'busy' });
      await other.close();
    } finally {
      await client.stop();
    }
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

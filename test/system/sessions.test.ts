import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { ownerOf } from '../../lib/domain/session/connection-store.ts';
import { sessionsOf } from '../../lib/domain/session/session-store.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { eventually } from '../support/eventually.ts';
import { PublishedClient } from '../support/published-client.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';

interface Kicked {
  readonly type: string;
}

/** Sessions through the synthesized stack: what they cost, what the bus hears, what a published client sees. */
describe('sessions on the stack', () => {
  let runtime: Runtime;
  let names = 0;
  const newName = (short: string) => `${short}.${++names}`;

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterAll(() => runtime.stop());

  const connect = () => SocketClient.connect(`${runtime.socketUrl}/info`);
  const logIn = async (account: string): Promise<SocketClient> => {
    const socket = await connect();
    await socket.login({ sdkAppId: runtime.sdkAppId, account, userSig: runtime.userSig(account) });
    return socket;
  };
  const kick = (account: string) =>
    callRest(runtime.administrator, 'im_open_login_svc.kick', { UserID: account });

  /** Units that a command has used so far. */
  const used = (command: string) => {
    const lines = runtime.aws.bill().perCommand.find(({ name }) => name === command)?.lines ?? [];
    const of = (word: string) =>
      lines.filter(({ unit }) => unit === word).reduce((total, { quantity }) => total + quantity, 0);
    return { read: of('RRU'), write: of('WRU') };
  };
  /** Units that a command uses while something happens. */
  const cost = async (command: string, act: () => Promise<unknown>) => {
    const before = used(command);
    await act();
    const after = used(command);
    // An execution environment that has not seen the application for 10 s reads it for half a unit.
    return { read: Math.floor(after.read - before.read), write: after.write - before.write };
  };
  /** What the bus has heard of an account. */
  const told = (account: string): readonly string[] =>
    runtime.aws
      .events()
      .map(event => event.detail as { Info?: { To_Account: string; Action: string; Reason: string } })
      .flatMap(({ Info }) => (Info?.To_Account === account ? [`${Info.Action} ${Info.Reason}`] : []));
  const tells = async (account: string, ...wanted: readonly string[]): Promise<void> => {
    await eventually(
      () => told(account),
      seen => seen.length >= wanted.length,
    );
    expect(told(account)).toEqual(wanted);
  };

  it('cost what docs/sessions.md says', async () => {
    const ana = newName('ana');
    const first = await cost('im_open_status.wslogin', () => logIn(ana));
    const other = await cost('im_open_status.wslogin', () => logIn(ana));
    const socket = await logIn(ana);
    const hello = await cost('im_open_status.wshello', () => socket.request('im_open_status.wshello', {}));
    const back = await connect();
    const { head } = socket;
    const reconnect = await cost('im_open_status.wslogin', () =>
      back.request('im_open_status.wslogin', {}, head),
    );
    const logout = await cost('im_open_status.wslogout', () =>
      back.request('im_open_status.wslogout', {}, head),
    );
    const alive = await cost('heartbeat.alive', () => back.request('heartbeat.alive', {}));
    expect({ first, other, hello, reconnect, logout, alive }).toEqual({
      first: { read: 3, write: 3 },
      other: { read: 3, write: 3 },
      hello: { read: 0, write: 1 },
      reconnect: { read: 1, write: 2 },
      logout: { read: 2, write: 2 },
      alive: { read: 0, write: 0 },
    });
  });

  it('tell the bus of login, disconnect, reconnect, logout and kick', async () => {
    const ana = newName('ana');
    const socket = await logIn(ana);
    await socket.close();
    await tells(ana, 'Login Register', 'Disconnect LinkClose');
    const back = await connect();
    await back.request('im_open_status.wslogin', {}, socket.head);
    await back.request('im_open_status.wslogout', {}, socket.head);
    await logIn(ana);
    await kick(ana);
    await tells(
      ana,
      'Login Register',
      'Disconnect LinkClose',
      'Login Register',
      'Logout Unregister',
      'Login Register',
      'Logout Unregister',
    );
  });

  it('tell the bus of a connection whose record expired because nobody told of its end', async () => {
    const ana = newName('ana');
    await logIn(ana);
    const app = runtime.sdkAppId as SdkAppId;
    const table = new DynamoTable(String(runtime.aws.outputs.TableName));
    const clock = { now: () => Date.now(), until: async () => undefined };
    const [session] = await sessionsOf({ table, clock }, app, ana as UserId);
    const connection = session?.connection as ConnectionId;
    await table.update({
      key: keys.connection(connection),
      set: 'SET ExpiresAt = :past',
      values: { ':past': Math.floor(Date.now() / 1000) - 60 },
    });
    await runtime.aws.sweepExpiredItems();
    await tells(ana, 'Login Register', 'Disconnect TimeOut');
    expect(await ownerOf(table, connection)).toBeUndefined();
  });

  it('end for a published client once and for all when another page takes the slot', async () => {
    const ana = newName('ana');
    const [first, second] = [1, 2].map(() => new PublishedClient(runtime.socketUrl, runtime.sdkAppId));
    if (!first || !second) throw new Error('no clients');
    try {
      await first.login(ana, runtime.userSig(ana));
      await second.login(ana, runtime.userSig(ana));
      await first.event<Kicked>('kickedOut', ({ type }) => type === 'multipleAccount');
      await sleep(4_000);
      const kicked = first.events.filter(({ event }) => event === 'kickedOut');
      const [last, ...earlier] = kicked.map(({ data }) => (data as Kicked).type).reverse();
      expect(last).toBe('multipleAccount');
      // What a client hears first that was too slow to log out within the grace (docs/sessions.md).
      expect([[], ['userSigExpired']]).toContainEqual(earlier);
      expect(await second.call('isReady')).toBe(true);
      expect(told(ana)).toEqual(['Login Register', 'Login Register']);
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });
});

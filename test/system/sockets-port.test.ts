import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { LeanSockets } from '../../lib/aws/lean-sockets.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import { sessionsOf } from '../../lib/domain/session/session-store.ts';
import type { Sockets } from '../../lib/kernel/ports.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { eventually } from '../support/eventually.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';

let runtime: Runtime;

const lean = (endpoint: string): Sockets =>
  new LeanSockets(
    { endpoint, region: runtime.aws.region, key: runtime.aws.operator, connections: 10 },
    systemClock,
  );

const implementations: readonly [string, (endpoint: string) => Sockets][] = [
  ['the SDK client', endpoint => new GatewaySockets(endpoint)],
  ['lean posts', lean],
];

const errorNames: Readonly<Record<number, string>> = {
  403: 'ForbiddenException',
  410: 'GoneException',
  429: 'LimitExceededException',
};

/** A gateway that answers with these statuses in turn, and counts. */
const scripted = async (statuses: readonly number[]) => {
  let asked = 0;
  const server: Server = createServer((request, response) => {
    request.resume();
    const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
    asked += 1;
    const name = errorNames[status] ?? 'InternalServerException';
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name }).end('{}');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/info`;
  return {
    endpoint,
    asked: () => asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

beforeAll(async () => {
  runtime = await startRuntime();
});
afterAll(() => runtime.stop());

describe.each(implementations)('%s', (_name, of) => {
  let sockets: Sockets;
  let names = 0;
  beforeAll(() => {
    sockets = of(`${runtime.socketUrl.replace('ws:', 'http:')}/info`);
  });

  /** A client that has logged in, and what API Gateway calls its connection. */
  const client = async (): Promise<{ socket: SocketClient; connection: ConnectionId }> => {
    names += 1;
    const account = `${_name.slice(0, 8)}${names}` as UserId;
    const socket = await SocketClient.connect(`${runtime.socketUrl}/info`);
    await socket.login({ sdkAppId: runtime.sdkAppId, account, userSig: runtime.userSig(account) });
    const ports = { table: new DynamoTable(runtime.aws.outputs.TableName ?? ''), clock: systemClock };
    const [session] = await sessionsOf(ports, runtime.sdkAppId as SdkAppId, account);
    if (!session?.connection) throw new Error('the client has no connection');
    return { socket, connection: session.connection };
  };
  const pushOf = (text: string) =>
    JSON.stringify({ head: { servcmd: 'im_open_push.msg_push', seq: 1 }, body: { ErrorCode: 0, text } });

  test('delivers frames, any text in them, up to what API Gateway carries', async () => {
    const { socket, connection } = await client();
    const texts = ['会話 “quoted” \u{1f600}', 'x'.repeat(100_000)];
    for (const text of texts) expect(await sockets.post(connection, pushOf(text))).toBe('delivered');
    await socket.frameWhere(({ body }) => body.text === texts[1], 'the large frame');
    expect(socket.frames.map(({ body }) => body.text).filter(text => text !== undefined)).toEqual(texts);
    await socket.close();
  });

  test('says that a connection is gone', async () => {
    const { socket, connection } = await client();
    await socket.close();
    await eventually(
      () => sockets.post(connection, pushOf('?')),
      answer => answer === 'gone',
    );
    await expect(sockets.close(connection)).resolves.toBeUndefined();
  });

  test('closes a connection', async () => {
    const { socket, connection } = await client();
    await sockets.close(connection);
    expect(await socket.closed).toBe(1000);
  });

  test('refuses a frame that is too large with an error', async () => {
    const { socket, connection } = await client();
    await expect(sockets.post(connection, pushOf('x'.repeat(131_072)))).rejects.toThrow();
    await socket.close();
  });

  test('tries again when API Gateway is too busy, three times in all', async () => {
    const busy = await scripted([429, 500, 200]);
    expect(await of(busy.endpoint).post('a=' as ConnectionId, 'frame')).toBe('delivered');
    expect(busy.asked()).toBe(3);
    busy.stop();
    const overrun = await scripted([429]);
    await expect(of(overrun.endpoint).post('a=' as ConnectionId, 'frame')).rejects.toThrow();
    expect(overrun.asked()).toBe(3);
    overrun.stop();
  });

  test('does not try again what is gone or refused', async () => {
    const gone = await scripted([410]);
    expect(await of(gone.endpoint).post('a=' as ConnectionId, 'frame')).toBe('gone');
    const refused = await scripted([403]);
    await expect(of(refused.endpoint).post('a=' as ConnectionId, 'frame')).rejects.toThrow();
    expect([gone.asked(), refused.asked()]).toEqual([1, 1]);
    gone.stop();
    refused.stop();
  });
});

test('a lean post that is never answered fails by itself, once', async () => {
  let asked = 0;
  const silent = createServer(request => {
    asked += 1;
    request.resume();
  });
  await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const post = lean(`http://127.0.0.1:${port}/info`).post('a=' as ConnectionId, 'frame');
  await expect(post).rejects.toThrow('did not answer');
  expect(asked).toBe(1);
  silent.close();
  silent.closeAllConnections();
});

import { createHmac } from 'node:crypto';
import WebSocket, { WebSocketServer } from 'ws';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { signUserSig, verifyUserSig } from '../../lib/kernel/user-sig.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { type Contestant, compare } from './ratio.ts';

/** Speed as ratios in one run. Each line compares what we do with the least that could be done. */
const line = async (first: Contestant, second: Contestant, rounds: number): Promise<void> => {
  const { first: one, second: other, ratio } = await compare(first, second, rounds);
  const text = ({ median, p99 }: typeof one) => `${median.toFixed(3)} ms (p99 ${p99.toFixed(3)})`;
  console.log(`${first.name}: ${text(one)}\n  ${ratio.toFixed(2)} x ${second.name}: ${text(other)}`);
};

const userSigs = (): Promise<void> => {
  const key = 'a key of ordinary length, 64 characters or so, as it is made here';
  const claims = { identifier: 'ana', sdkAppId: 1, issuedAt: 1_700_000_000, lifetimeSeconds: 86_400 };
  const token = signUserSig(key, claims);
  const expected = { ...claims, secretKeys: [key], now: 1_700_000_001_000 };
  const hundred = (once: () => unknown) => () => {
    for (let i = 0; i < 100; i += 1) once();
  };
  return line(
    { name: '100 UserSigs verified', run: hundred(() => verifyUserSig(token, expected)) },
    {
      name: '100 HMACs of the same text',
      run: hundred(() => createHmac('sha256', key).update('x'.repeat(90)).digest()),
    },
    200,
  );
};

const echoServer = async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', socket => socket.on('message', data => socket.send(String(data))));
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  return { url: `ws://127.0.0.1:${port}`, close: () => server.close() };
};

/** A connection on which one request is under way at a time; answered as soon as the reply is there. */
const openLine = async (url: string) => {
  const socket = new WebSocket(url);
  await new Promise(resolve => socket.once('open', resolve));
  const ask = (frame: object): Promise<string> => {
    const reply = new Promise<string>(resolve => socket.once('message', data => resolve(String(data))));
    socket.send(JSON.stringify(frame));
    return reply;
  };
  return { ask, close: () => socket.close() };
};

const heartbeats = async ({ socketUrl }: Runtime): Promise<void> => {
  const echo = await echoServer();
  const [client, bare] = await Promise.all([openLine(`${socketUrl}/info`), openLine(echo.url)]);
  const frame = { head: { servcmd: 'heartbeat.alive', seq: 1 }, body: {} };
  await line(
    { name: 'heartbeat through gateway and function', run: () => client.ask(frame) },
    { name: 'echo of a bare WebSocket server', run: () => bare.ask(frame) },
    300,
  );
  client.close();
  bare.close();
  echo.close();
};

const sendFrame = (head: object, round: number) => ({
  head: { ...head, servcmd: 'openim.sendmsg', seq: round },
  body: {
    To_Account: 'ben',
    MsgSeq: round,
    MsgRandom: round,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
  },
});

const messages = async ({ socketUrl, sdkAppId, userSig, aws }: Runtime): Promise<void> => {
  const ben = await SocketClient.connect(`${socketUrl}/info`);
  await ben.login({ sdkAppId, account: 'ben', userSig: userSig('ben') });
  const ana = await openLine(`${socketUrl}/info`);
  const head = { sdkappid: sdkAppId, platform: 7, servcmd: 'im_open_status.wslogin', seq: 1 };
  const identity = { identifier: 'ana', usersig: userSig('ana') };
  const { body } = JSON.parse(await ana.ask({ head: { ...head, ...identity }, body: {} }));
  const table = new DynamoTable(aws.outputs.TableName ?? '');
  await line(
    {
      name: 'text message, acknowledged',
      run: round => ana.ask(sendFrame({ ...head, a2: body.A2Key }, round + 1000)),
    },
    { name: 'bare put of one item', run: round => table.put({ item: { PK: 'bench', SK: `${round}` } }) },
    300,
  );
  ana.close();
  await ben.close();
};

await userSigs();
const runtime = await startRuntime();
try {
  await heartbeats(runtime);
  await messages(runtime);
} finally {
  await runtime.stop();
}

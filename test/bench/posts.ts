import { fork } from 'node:child_process';
import { Agent, request } from 'node:http';
import { GatewaySockets } from '../../lib/aws/gateway-sockets.ts';
import { LeanSockets } from '../../lib/aws/lean-sockets.ts';
import { systemClock } from '../../lib/aws/system-clock.ts';
import type { ConnectionId } from '../../lib/protocol/ids.ts';

/**
 * How many frames a second of CPU posts, by the fan-out's own client, by the SDK's, and by bare HTTP over kept connections
 * without a signature, which is the least that could be done. One frame goes to many connections, as a window of a room does.
 */
const posts = 2_000;
const atATime = 50;
const rounds = 5;
const frame = JSON.stringify({ head: { servcmd: 'im_open_push.msg_push' }, body: 'x'.repeat(2_000) });

type Post = (connection: ConnectionId) => Promise<unknown>;

const barePost = (port: number): Post => {
  const agent = new Agent({ keepAlive: true, maxSockets: atATime, scheduling: 'lifo' });
  const options = { agent, port, hostname: '127.0.0.1', method: 'POST' };
  const headers = { 'content-length': Buffer.byteLength(frame) };
  return connection =>
    new Promise((resolve, reject) => {
      const sent = request({ ...options, headers, path: `/info/@connections/${connection}` }, response => {
        response.resume();
        response.once('end', resolve);
      });
      sent.once('error', reject);
      sent.end(frame);
    });
};

/** @returns posts for each second of this process's CPU */
const measure = async (post: Post): Promise<number> => {
  let next = 0;
  const before = process.cpuUsage();
  const lane = async (): Promise<void> => {
    while (next < posts) {
      next += 1;
      await post(`L0SM9cOFIAMCIQ=${next}` as ConnectionId);
    }
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  const { user, system } = process.cpuUsage(before);
  return posts / ((user + system) / 1_000_000);
};

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const gateway = fork(new URL('./bare-gateway.ts', import.meta.url), {
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
const port = await new Promise<number>(resolve =>
  gateway.stdout?.once('data', (text: Buffer) => resolve(Number(text))),
);
const endpoint = `http://127.0.0.1:${port}/info`;
const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'x'.repeat(40),
  sessionToken: 'y'.repeat(400),
};
Object.assign(process.env, {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: key.accessKeyId,
  AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
  AWS_SESSION_TOKEN: key.sessionToken,
});
const lean = new LeanSockets({ endpoint, region: 'eu-central-1', key, connections: atATime }, systemClock);
const sdk = new GatewaySockets(endpoint);
const contestants: Readonly<Record<string, Post>> = {
  'bare HTTP, unsigned': barePost(port),
  'lean posts': connection => lean.post(connection, frame),
  'the SDK client': connection => sdk.post(connection, frame),
};

const results = new Map(Object.keys(contestants).map(name => [name, [] as number[]]));
for (let round = -1; round < rounds; round += 1)
  for (const [name, post] of Object.entries(contestants)) {
    const rate = await measure(post);
    if (round >= 0) results.get(name)?.push(rate);
  }
const bare = median(results.get('bare HTTP, unsigned') ?? []);
for (const [name, rates] of results)
  console.log(
    `${name}: ${median(rates).toFixed(0)} posts per CPU-second, ${(median(rates) / bare).toFixed(2)} of the bare limit`,
  );
gateway.disconnect();

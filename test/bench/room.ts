import { type ChildProcess, fork } from 'node:child_process';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { type Billed, billedBetween } from './bill.ts';
import type { ViewersOrder, ViewersReport } from './room-viewers.ts';

/**
 * A live room with real sockets: `npm run bench -- room [viewers] [seconds]`. It says how old messages are when they arrive, how many frames
 * a connection gets in a window, and what the minute would have cost. On a machine with 2 cores the local gateway and the viewers
 * need most of both; the ratio to other fan-outs is in `npm run bench -- posts`.
 */
const numbers = process.argv.slice(2).map(Number).filter(Number.isFinite);
const [viewers = 500, seconds = 60] = numbers;
const perSecond = 40;
/** With what goes around it, a message of 0.5 KB. */
const textBytes = 120;
const group = 'bench-room';

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const reply = (child: ChildProcess, kind: ViewersReport['kind']): Promise<ViewersReport> =>
  new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the viewers ended with ${code}`)));
    const listen = (message: ViewersReport): void => {
      if (message.kind !== kind) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });

const identityOf = ({ sdkAppId, userSig }: Runtime, account: string) => ({
  sdkAppId,
  account,
  userSig: userSig(account),
});

const seat = async (runtime: Runtime): Promise<ChildProcess> => {
  const child = fork(new URL('./room-viewers.ts', import.meta.url), { stdio: 'inherit' });
  const names = Array.from({ length: viewers }, (_, i) => `viewer${i}`);
  const order: ViewersOrder = {
    socketUrl: runtime.socketUrl,
    group,
    viewers: names.map(name => identityOf(runtime, name)),
  };
  const ready = reply(child, 'ready');
  child.send(order);
  await ready;
  return child;
};

const speakers = async (runtime: Runtime, count: number): Promise<readonly SocketClient[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const socket = await SocketClient.connect(`${runtime.socketUrl}/info`);
      await socket.login(identityOf(runtime, `speaker${i}`));
      await socket.request('group_open_http_svc.apply_join_group', { GroupId: group });
      return socket;
    }),
  );

const priorities = ['High', 'Normal', 'Low', 'Lowest'] as const;

/** @returns how many messages were acknowledged */
const speak = async (sockets: readonly SocketClient[]): Promise<number> => {
  const began = Date.now();
  const answers: Promise<boolean>[] = [];
  for (let i = 0; i < perSecond * seconds; i += 1) {
    await sleep(Math.max(0, began + (i * 1000) / perSecond - Date.now()));
    const Text = `${Date.now()} `.padEnd(textBytes, 'x');
    const body = {
      GroupId: group,
      Random: i,
      MsgPriority: priorities[i % 4],
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text } }],
    };
    const socket = sockets[i % sockets.length];
    if (!socket) continue;
    const answer = socket.request('group_open_http_svc.send_group_msg', body);
    answers.push(answer.then(({ ErrorCode }) => ErrorCode === 0).catch(() => false));
  }
  return (await Promise.all(answers)).filter(Boolean).length;
};

/** Lines that grow with the audience; the others are the room's, however many look on. */
const ofViewers = [
  'bytes-out',
  'socket-messages out',
  'socket-connection-minutes',
  'dynamodb-read-units Query',
];

/** The bill of an hour, what grows with the audience apart, and what both come to for larger audiences. */
const tellBill = (bill: ReadonlyMap<string, Billed>): void => {
  const hour = 3600 / seconds;
  const acknowledged = (perSecond * seconds) / 1_000_000;
  const perThousand = (dollars: number): number => (dollars * hour * 1000) / viewers;
  let ofRoom = acknowledged * hour;
  let ofThousand = -perThousand(acknowledged);
  for (const [name, { quantity, dollars }] of bill) {
    const grows = ofViewers.includes(name);
    if (grows) ofThousand += perThousand(dollars);
    else ofRoom += dollars * hour;
    console.log(
      `  ${name}: ${(quantity / seconds).toFixed(1)} a second, ${grows ? `$${perThousand(dollars).toFixed(2)} for 1,000 viewer-hours` : `$${(dollars * hour).toFixed(3)} for an hour of the room`}`,
    );
  }
  console.log(
    `an hour of the room $${ofRoom.toFixed(2)} (acknowledgements of messages said among it), 1,000 viewer-hours $${ofThousand.toFixed(2)}`,
  );
  for (const audience of [1_000, 10_000, 100_000]) {
    const total = ofThousand + (ofRoom * 1000) / audience;
    console.log(
      `  ${audience.toLocaleString('en')} viewers: ${ofThousand.toFixed(2)} + ${ofRoom.toFixed(2)} x 1,000 / ${audience} = $${total.toFixed(2)} for 1,000 viewer-hours`,
    );
  }
};

const runtime = await startRuntime();
try {
  const created = await callRest(runtime.administrator, 'group_open_http_svc.create_group', {
    Type: 'AVChatRoom',
    GroupId: group,
    Name: 'bench',
  });
  if (created.ErrorCode !== 0) throw new Error(JSON.stringify(created));
  const seating = Date.now();
  const audience = await seat(runtime);
  console.log(`${viewers} viewers seated in ${((Date.now() - seating) / 1000).toFixed(0)} s`);
  const sockets = await speakers(runtime, 8);
  await sleep(3_000);
  const before = runtime.aws.bill();
  const said = await speak(sockets);
  await sleep(5_000);
  const after = runtime.aws.bill();
  const reported = reply(audience, 'seen');
  audience.send('report');
  const seen = await reported;
  if (seen.kind !== 'seen') throw new Error('the viewers did not report');
  const sorted = Float64Array.from(seen.ages).sort() as unknown as readonly number[];
  console.log(`messages said ${said}, seen by a viewer ${(seen.messages / viewers).toFixed(1)} on average`);
  console.log(`age at the viewer: median ${at(sorted, 0.5)} ms, p99 ${at(sorted, 0.99)} ms`);
  console.log(
    `frames: ${(seen.frames / viewers / seconds).toFixed(2)} for a connection and second, ${(seen.bytes / seen.frames / 1000).toFixed(1)} KB each`,
  );
  tellBill(billedBetween(before, after));
  audience.disconnect();
  for (const socket of sockets) await socket.close();
  await sleep(2_000);
} finally {
  await runtime.stop();
}

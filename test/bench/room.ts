import { type ChildProcess, fork } from 'node:child_process';
import { cpus } from 'node:os';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemOf } from '../../lib/domain/group-log/log-store.ts';
import { pushedGroupMessage } from '../../lib/domain/group-log/pushed-message.ts';
import type { GroupId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { pushFrame } from '../../lib/protocol/pushes.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { billedBetween } from './bill.ts';
import { busyBetween, cpuSeconds, limitOf } from './cpu.ts';
import { tellBill } from './room-bill.ts';
import type { SpeakersOrder, SpeakersReport } from './room-speakers.ts';
import type { ViewersOrder, ViewersReport } from './room-viewers.ts';

/**
 * A live room with real sockets: `npm run bench -- room [viewers[,more viewers…]] [seconds]`. It says how old messages are when they
 * arrive, how many frames a connection gets in a window, what the time would have cost, and what of the machine was used up.
 * Fan-outs are compared in `npm run bench -- posts`.
 */
const [audiences = '500', seconds = '60'] = process.argv.slice(2).filter(word => /^[\d,]+$/.test(word));
const perSecond = 40;
const windowMs = 1000;
const group = 'bench-room';
/** A message of 0.5 KB: the frame that carries it alone has so many bytes. */
const aloneBytes = 512;

/** Bytes of a text with which a message of this room, pushed alone, makes such a frame. */
const textBytes = ((): number => {
  const life = { app: 1 as SdkAppId, group: group as GroupId, born: 0 };
  const draft = { sender: 'speaker0' as UserId, random: 1_000_000, body: '[]', priority: 2 } as const;
  const second = 1_800_000_000;
  const item = itemOf(life, draft, { seq: 10_000, time: second, uncountedBefore: 0 }, second);
  const body = JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: '' } }]);
  const card = { group: life.group, type: 'AVChatRoom', name: 'bench' } as const;
  const message = pushedGroupMessage(life.app, card, { ...item, body });
  return aloneBytes - Buffer.byteLength(pushFrame([{ Event: 3, GroupMsgArray: [message] }], 1_000_000_000));
})();

const identityOf = ({ sdkAppId, userSig }: Runtime, account: string) => ({
  sdkAppId,
  account,
  userSig: userSig(account),
});
const namesOf = (name: string, from: number, until: number): readonly string[] =>
  Array.from({ length: until - from }, (_, i) => `${name}${from + i}`);

/** Tells a process what to do and waits for the report of it. */
const told = <Report extends { readonly kind: string }>(
  child: ChildProcess,
  order: SpeakersOrder | ViewersOrder,
  kind: Report['kind'],
): Promise<Report> =>
  new Promise((resolve, reject) => {
    const ended = (code: number | null): void =>
      reject(new Error(`a process of the bench ended with ${code}`));
    const listen = (report: Report): void => {
      if (report.kind !== kind) return;
      child.off('message', listen).off('exit', ended);
      resolve(report);
    };
    child.on('message', listen).once('exit', ended);
    child.send(order);
  });

const childOf = (file: string): ChildProcess => fork(new URL(file, import.meta.url), { stdio: 'inherit' });

const shareOf = (sorted: readonly (readonly [number, number])[], share: number): number => {
  const all = sorted.reduce((sum, [, times]) => sum + times, 0);
  let count = 0;
  for (const [value, times] of sorted) {
    count += times;
    if (count >= all * share) return value;
  }
  return 0;
};

type Said = Extract<SpeakersReport, { kind: 'said' }>;
type Seen = Extract<ViewersReport, { kind: 'seen' }>;

/** One line of the table at the end. */
interface Row {
  readonly viewers: number;
  readonly p50: number;
  readonly p99: number;
  readonly frames: number;
  readonly limit: string;
}

const tellSeen = (viewers: number, said: Said, seen: Seen): Omit<Row, 'limit'> => {
  const ages = [...seen.ages].sort(([one], [other]) => one - other);
  const waits = said.waits.map(wait => [wait, 1] as const).sort(([one], [other]) => one - other);
  const [p50, p99] = [shareOf(ages, 0.5), shareOf(ages, 0.99)];
  const frames = (seen.frames / viewers / (seen.lastAt - seen.firstAt)) * windowMs;
  console.log(
    `${perSecond * Number(seconds)} messages: ${said.acknowledged} acknowledged (median ${shareOf(waits, 0.5)} ms, p99 ${shareOf(waits, 0.99)} ms), ${said.dropped} dropped at the door, ${said.refused} refused, ${said.unanswered} unanswered`,
  );
  console.log(
    `a viewer saw ${(seen.messages / viewers).toFixed(1)} of them, and ${(seen.again / viewers).toFixed(1)} again`,
  );
  console.log(
    `age at the viewer: median ${p50} ms, p99 ${p99} ms: ${p99 <= windowMs + 500 ? 'the machine keeps up' : 'the machine does not keep up'}`,
  );
  console.log(
    `frames: ${frames.toFixed(2)} for a connection and window, ${(seen.bytes / seen.frames / 1000).toFixed(1)} KB each; ${(seen.bytes / (seen.messages + seen.again)).toFixed(0)} bytes for each message, of which the frame alone would have ${aloneBytes}`,
  );
  return { viewers, p50, p99, frames };
};

const measure = async (
  runtime: Runtime,
  viewers: number,
  audience: ChildProcess,
  speakers: ChildProcess,
): Promise<Row> => {
  const others = { viewers: audience.pid, speakers: speakers.pid };
  audience.send({ kind: 'watch', messages: perSecond * Number(seconds) } satisfies ViewersOrder);
  const [bill, cpu] = [runtime.aws.bill(), cpuSeconds(others)];
  const began = Date.now();
  const order = { kind: 'speak', perSecond, seconds: Number(seconds), textBytes } as const;
  const said = await told<Said>(speakers, order, 'said');
  const busy = busyBetween(cpu, cpuSeconds(others), (Date.now() - began) / 1000);
  // What is still on its way belongs to it.
  await sleep(4_000);
  const after = runtime.aws.bill();
  const seen = await told<Seen>(audience, { kind: 'report' }, 'seen');
  console.log(`\n${viewers} viewers, ${perSecond} messages/s of 0.5 KB for ${seconds} s`);
  const row = tellSeen(viewers, said, seen);
  const limit = limitOf(busy, cpus().length);
  console.log(`processors: ${[...busy].map(([name, share]) => `${name} ${share.toFixed(2)}`).join(', ')}`);
  console.log(`used up: ${limit}`);
  // An overrun machine takes longer: the hour is one at the rate that it managed.
  const took = Math.max(Number(seconds), Math.round((seen.lastAt - seen.firstAt) / 1000));
  const rate = seen.messages / viewers / took;
  console.log(`the bill, at ${rate.toFixed(1)} messages/s delivered:`);
  tellBill({ bill: billedBetween(bill, after), viewers, seconds: took, said: said.waits.length });
  return { ...row, limit };
};

const tellRows = (rows: readonly Row[]): void => {
  console.log(
    '\n| viewers | age p50 | age p99 | frames for a connection and window | used up |\n|---|---|---|---|---|',
  );
  for (const { viewers, p50, p99, frames, limit } of rows)
    console.log(`| ${viewers} | ${p50} ms | ${p99} ms | ${frames.toFixed(2)} | ${limit} |`);
};

const bench = async (runtime: Runtime, audience: ChildProcess, speakers: ChildProcess): Promise<void> => {
  const { socketUrl, administrator } = runtime;
  const room = { Type: 'AVChatRoom', GroupId: group, Name: 'bench' };
  const created = await callRest(administrator, 'group_open_http_svc.create_group', room);
  if (created.ErrorCode !== 0) throw new Error(JSON.stringify(created));
  const names = namesOf('speaker', 0, 8).map(name => identityOf(runtime, name));
  await told(speakers, { kind: 'enter', socketUrl, group, speakers: names }, 'entered');
  const rows: Row[] = [];
  let seated = 0;
  for (const viewers of audiences.split(',').map(Number)) {
    const began = Date.now();
    const more = namesOf('viewer', seated, viewers).map(name => identityOf(runtime, name));
    await told(audience, { kind: 'seat', socketUrl, group, viewers: more }, 'seated');
    console.log(`\n${more.length} viewers seated in ${((Date.now() - began) / 1000).toFixed(0)} s`);
    seated = viewers;
    await sleep(3_000);
    rows.push(await measure(runtime, viewers, audience, speakers));
  }
  tellRows(rows);
};

// DynamoDB Local is started to be there at once; here it is to be quick in the long run.
process.env._JAVA_OPTIONS ??= '-XX:TieredStopAtLevel=4';
const runtime = await startRuntime();
const [audience, speakers] = [childOf('./room-viewers.ts'), childOf('./room-speakers.ts')];
try {
  await bench(runtime, audience, speakers);
} finally {
  // Clients that have been killed say no farewell: the stack ends with their sockets.
  for (const child of [audience, speakers]) child.kill();
  await runtime.stop();
}

import { setTimeout as sleep } from 'node:timers/promises';
import { dice } from '../simulate/model.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { billedBetween, dollarsOf } from './bill.ts';

/**
 * What a message to a group of 200 costs of which 50 are connected: `npm run bench -- group`. Once as groups are by default, each
 * message in a frame of its own, and once with a window of a second at one message a second, coming by chance as people speak.
 * Everything the stack bills is counted, from the sender's frame to the last delivery, but for connection minutes, which run
 * whether anybody speaks or not.
 */
const members = 200;
const online = 50;

/** How people speak. */
interface Talk {
  readonly name: string;
  readonly messages: number;
  /** Milliseconds until the next message. */
  readonly pause: () => number;
  /** Dollars for a million messages. */
  readonly target: number;
}

const roll = dice(7);
const eachItsFrame: Talk = { name: 'a frame for each message', messages: 60, pause: () => 250, target: 62 };
const byChance: Talk = {
  name: 'a window of 1 s, one message a second by chance',
  messages: 120,
  pause: () => -Math.log(1 - roll()) * 1000,
  target: 36,
};

const connected = async (
  { socketUrl, sdkAppId, userSig }: Runtime,
  account: string,
): Promise<SocketClient> => {
  const socket = await SocketClient.connect(`${socketUrl}/info`);
  await socket.login({ sdkAppId, account, userSig: userSig(account) });
  return socket;
};

/** @throws Error when it is refused: a bench that goes on without has measured something else */
const order = async ({ administrator }: Runtime, command: string, body: object) => {
  const reply = await callRest(administrator, command, body);
  if (reply.ErrorCode !== 0) throw new Error(`${command}: ${JSON.stringify(reply)}`);
  return reply;
};

const make = async (runtime: Runtime, group: string, names: readonly string[]): Promise<void> => {
  const [owner, ...others] = names;
  for (let i = 0; i < names.length; i += 100) {
    const AccountList = names.slice(i, i + 100).map(UserID => ({ UserID }));
    await order(runtime, 'im_open_login_svc.multiaccount_import', { AccountList });
  }
  await order(runtime, 'group_open_http_svc.create_group', {
    Type: 'Public',
    Name: 'bench',
    GroupId: group,
    Owner_Account: owner,
  });
  for (let i = 0; i < others.length; i += 20) {
    const MemberList = others.slice(i, i + 20).map(name => ({ Member_Account: name }));
    await order(runtime, 'group_open_http_svc.add_group_member', {
      GroupId: group,
      Silence: 1,
      MemberList,
    });
  }
};

const framesAt = (sockets: readonly SocketClient[]): number =>
  sockets.reduce(
    (sum, { frames }) => sum + frames.filter(({ body }) => Array.isArray(body?.EventArray)).length,
    0,
  );

const speak = async (
  sockets: readonly SocketClient[],
  group: string,
  { messages, pause }: Talk,
): Promise<void> => {
  const began = Date.now();
  let due = began;
  const answers: Promise<unknown>[] = [];
  for (let i = 0; i < messages; i += 1) {
    await sleep(Math.max(0, due - Date.now()));
    due += pause();
    const body = {
      GroupId: group,
      Random: (began % 1_000_000_000) + i,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x'.repeat(100) } }],
    };
    const sender = sockets[i % sockets.length];
    if (sender) answers.push(sender.request('group_open_http_svc.send_group_msg', body));
  }
  await Promise.all(answers);
};

/** Speaks, waits until the last frame has come, and tells what was billed for each million of messages. */
const measure = async (runtime: Runtime, sockets: readonly SocketClient[], group: string, talk: Talk) => {
  const { name, messages, target } = talk;
  const framesBefore = framesAt(sockets);
  const before = runtime.aws.bill();
  await speak(sockets, group, talk);
  await sleep(4_000);
  const bill = new Map(billedBetween(before, runtime.aws.bill()));
  bill.delete('socket-connection-minutes');
  const ofMillion = (dollars: number) => ((dollars / messages) * 1_000_000).toFixed(2);
  const frames = ((framesAt(sockets) - framesBefore) / messages / online).toFixed(2);
  console.log(
    `${members} members, ${online} connected, ${name}: $${ofMillion(dollarsOf(bill))} for a million messages (target $${target}); ${frames} frames at each client for each message`,
  );
  for (const [line, { quantity, dollars }] of bill)
    console.log(`  ${line}: ${(quantity / messages).toFixed(2)} for each message, $${ofMillion(dollars)}`);
};

const runtime = await startRuntime();
try {
  const group = 'bench-group';
  const names = Array.from({ length: members }, (_, i) => `member${i}`);
  await make(runtime, group, names);
  const sockets: SocketClient[] = [];
  for (const name of names.slice(0, online)) sockets.push(await connected(runtime, name));
  await sleep(2_000);
  await measure(runtime, sockets, group, eachItsFrame);
  const { Version } = await order(runtime, 'kaiwa_app_svc.get_settings', {});
  await order(runtime, 'kaiwa_app_svc.set_settings', { Version, Settings: { groupWindowSeconds: 1 } });
  // Everybody remembers settings for seconds.
  await sleep(12_000);
  await measure(runtime, sockets, group, byChance);
  for (const socket of sockets) await socket.close();
  // The stack is still busy with the ends of their connections.
  await sleep(3_000);
} finally {
  await runtime.stop();
}

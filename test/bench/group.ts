import { setTimeout as sleep } from 'node:timers/promises';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { billedBetween, dollarsOf } from './bill.ts';

/**
 * What a message to a group of 200 costs of which 50 are connected: `npm run bench -- group`. Once as groups are by default, each
 * message in a frame of its own, and once with a window of a second at one message a second. Everything the stack bills is
 * counted, from the sender's frame to the last delivery, but for connection minutes, which run whether anybody speaks or not.
 */
const members = 200;
const online = 50;
const messages = 60;

const connected = async (
  { socketUrl, sdkAppId, userSig }: Runtime,
  account: string,
): Promise<SocketClient> => {
  const socket = await SocketClient.connect(`${socketUrl}/info`);
  await socket.login({ sdkAppId, account, userSig: userSig(account) });
  return socket;
};

const make = async ({ administrator }: Runtime, group: string, names: readonly string[]): Promise<void> => {
  const [owner, ...others] = names;
  for (let i = 0; i < names.length; i += 100) {
    const AccountList = names.slice(i, i + 100).map(UserID => ({ UserID }));
    await callRest(administrator, 'im_open_login_svc.multiaccount_import', { AccountList });
  }
  const created = await callRest(administrator, 'group_open_http_svc.create_group', {
    Type: 'Public',
    Name: 'bench',
    GroupId: group,
    Owner_Account: owner,
  });
  if (created.ErrorCode !== 0) throw new Error(JSON.stringify(created));
  for (let i = 0; i < others.length; i += 20) {
    const MemberList = others.slice(i, i + 20).map(name => ({ Member_Account: name }));
    await callRest(administrator, 'group_open_http_svc.add_group_member', {
      GroupId: group,
      Silence: 1,
      MemberList,
    });
  }
};

/** Speaks at a pace, waits until the last frame has come, and tells what was billed for each million of messages. */
const measure = async (
  runtime: Runtime,
  sockets: readonly SocketClient[],
  group: string,
  pauseMs: number,
) => {
  const frames = () => sockets.reduce((sum, { pushes }) => sum + pushes.length, 0);
  const framesBefore = frames();
  const before = runtime.aws.bill();
  const began = Date.now();
  for (let i = 0; i < messages; i += 1) {
    await sleep(Math.max(0, began + i * pauseMs - Date.now()));
    const sender = sockets[i % sockets.length];
    await sender?.request('group_open_http_svc.send_group_msg', {
      GroupId: group,
      Random: (began % 1_000_000_000) + i,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x'.repeat(100) } }],
    });
  }
  await sleep(4_000);
  const bill = new Map(billedBetween(before, runtime.aws.bill()));
  bill.delete('socket-connection-minutes');
  console.log(
    `${members} members, ${online} connected, ${pauseMs} ms between messages: $${((dollarsOf(bill) / messages) * 1_000_000).toFixed(2)} for a million messages; ${((frames() - framesBefore) / messages / online).toFixed(2)} events at each client for each message`,
  );
  for (const [name, { quantity, dollars }] of bill)
    console.log(
      `  ${name}: ${(quantity / messages).toFixed(2)} for each message, $${((dollars / messages) * 1_000_000).toFixed(2)}`,
    );
};

const runtime = await startRuntime();
try {
  const group = 'bench-group';
  const names = Array.from({ length: members }, (_, i) => `member${i}`);
  await make(runtime, group, names);
  const sockets: SocketClient[] = [];
  for (const name of names.slice(0, online)) sockets.push(await connected(runtime, name));
  await sleep(2_000);
  await measure(runtime, sockets, group, 250);
  await callRest(runtime.administrator, 'kaiwa_app_svc.set_settings', {
    Settings: { groupWindowSeconds: 1 },
  });
  // Everybody remembers settings for seconds.
  await sleep(12_000);
  await measure(runtime, sockets, group, 1_000);
  for (const socket of sockets) await socket.close();
  // The stack is still busy with the ends of their connections.
  await sleep(3_000);
} finally {
  await runtime.stop();
}

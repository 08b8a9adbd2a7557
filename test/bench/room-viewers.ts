import process from 'node:process';
import WebSocket from 'ws';
import type { Identity } from '../support/socket-client.ts';

/** What the viewers are told, and what they tell. */
export interface ViewersOrder {
  readonly socketUrl: string;
  readonly group: string;
  readonly viewers: readonly Identity[];
}
export type ViewersReport =
  | { readonly kind: 'ready'; readonly joined: number }
  | {
      readonly kind: 'seen';
      readonly frames: number;
      readonly bytes: number;
      readonly messages: number;
      /** Milliseconds between send and arrival, of every message at every viewer. */
      readonly ages: readonly number[];
    };

/**
 * Viewers of a live room, in a process of their own: they log in, join, and note how old each message is when it arrives. A
 * message's text begins with the millisecond at which it was sent.
 */
const stamps = /"Text":"(\d{13}) /g;
let frames = 0;
let bytes = 0;
let messages = 0;
const ages: number[] = [];
/** The same window reaches every viewer as the same text, which is looked through once. */
let last = { text: '', sent: [] as readonly number[] };

const note = (text: string): void => {
  if (last.text !== text) last = { text, sent: [...text.matchAll(stamps)].map(([, stamp]) => Number(stamp)) };
  if (last.sent.length === 0) return;
  frames += 1;
  bytes += Buffer.byteLength(text);
  messages += last.sent.length;
  const now = Date.now();
  for (const sent of last.sent) ages.push(now - sent);
};

const answerOf = (socket: WebSocket, frame: object): Promise<Record<string, unknown>> =>
  new Promise(resolve => {
    const listen = (data: WebSocket.RawData): void => {
      const text = String(data);
      if (!text.includes('"seq":1}')) return;
      socket.off('message', listen);
      resolve(JSON.parse(text).body);
    };
    socket.on('message', listen);
    socket.send(JSON.stringify(frame));
  });

const join = async ({ socketUrl, group }: ViewersOrder, viewer: Identity): Promise<void> => {
  const { sdkAppId, account, userSig, platform = 7 } = viewer;
  const socket = new WebSocket(`${socketUrl}/info`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const head = { sdkappid: sdkAppId, platform, seq: 1 };
  const proof = { identifier: account, usersig: userSig };
  const login = await answerOf(socket, {
    head: { ...head, ...proof, servcmd: 'im_open_status.wslogin' },
    body: { State: 'Online' },
  });
  const joined = await answerOf(socket, {
    head: { ...head, a2: login.A2Key, servcmd: 'group_open_http_svc.apply_join_group' },
    body: { GroupId: group },
  });
  if (joined.ErrorCode !== 0) throw new Error(`${account} could not join: ${JSON.stringify(joined)}`);
  socket.on('message', data => note(String(data)));
};

const report = (message: ViewersReport): void => void process.send?.(message);
const atATime = 16;

process.on('message', async (order: ViewersOrder | 'report') => {
  if (order === 'report') return report({ kind: 'seen', frames, bytes, messages, ages });
  const waiting = order.viewers.values();
  const lane = async (): Promise<void> => {
    for (const viewer of waiting) await join(order, viewer);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  report({ kind: 'ready', joined: order.viewers.length });
});
process.once('disconnect', () => process.exit(0));

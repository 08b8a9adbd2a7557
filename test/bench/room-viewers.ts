import process from 'node:process';
import type { Identity } from '../support/socket-client.ts';
import { LeanClient } from './lean-client.ts';

/** What the viewers are told: who comes, that a measurement of so many messages begins, or to tell what was seen. */
export type ViewersOrder =
  | {
      readonly kind: 'seat';
      readonly socketUrl: string;
      readonly group: string;
      readonly viewers: readonly Identity[];
    }
  | { readonly kind: 'watch'; readonly messages: number }
  | { readonly kind: 'report' };

/** What the viewers tell. */
export type ViewersReport =
  | { readonly kind: 'seated' }
  | {
      readonly kind: 'seen';
      readonly frames: number;
      readonly bytes: number;
      /** Milliseconds since 1970 of the first and the last of the frames. */
      readonly firstAt: number;
      readonly lastAt: number;
      /** Messages at a viewer that saw them for the first time, and again. */
      readonly messages: number;
      readonly again: number;
      /** How often a message was so many milliseconds old when a viewer saw it first. */
      readonly ages: readonly (readonly [milliseconds: number, times: number])[];
    };

/**
 * Viewers of a live room, in a process of their own: they log in, join, and note how old each message is when it arrives. A
 * message's text begins with the millisecond at which it was sent and its number.
 */
const stamps = /"Text":"(\d{13}) (\d+) /g;

interface Stamp {
  readonly sent: number;
  readonly number: number;
}

/** The same window reaches every viewer as the same bytes, which are looked through once; several jobs may be under way. */
const recent: { readonly frame: Buffer; readonly stamps: readonly Stamp[] }[] = [];
const recentKept = 8;

const stampsIn = (frame: Buffer): readonly Stamp[] => {
  const known = recent.find(one => one.frame.equals(frame));
  if (known) return known.stamps;
  const found = [...frame.toString().matchAll(stamps)].map(([, sent, number]) => ({
    sent: Number(sent),
    number: Number(number),
  }));
  recent.unshift({ frame: Buffer.from(frame), stamps: found });
  recent.length = Math.min(recent.length, recentKept);
  return found;
};

const nothing = { frames: 0, bytes: 0, firstAt: 0, lastAt: 0, messages: 0, again: 0 };
const seen = { ...nothing };
const ages = new Map<number, number>();
const viewers: { known: Uint8Array }[] = [];
let expected = 0;

const watch = (messages: number): void => {
  expected = messages;
  Object.assign(seen, nothing);
  ages.clear();
  for (const viewer of viewers) viewer.known = new Uint8Array(messages);
};

const note = (viewer: { known: Uint8Array }, frame: Buffer): void => {
  const found = stampsIn(frame).filter(({ number }) => number < expected);
  if (found.length === 0) return;
  seen.frames += 1;
  seen.bytes += frame.length;
  const now = Date.now();
  seen.firstAt ||= now;
  seen.lastAt = now;
  for (const { sent, number } of found) {
    if (viewer.known[number] === 1) {
      seen.again += 1;
      continue;
    }
    viewer.known[number] = 1;
    seen.messages += 1;
    ages.set(now - sent, (ages.get(now - sent) ?? 0) + 1);
  }
};

const join = async (socketUrl: string, group: string, identity: Identity): Promise<void> => {
  const viewer = { known: new Uint8Array(0) };
  viewers.push(viewer);
  const client = await LeanClient.logIn(socketUrl, identity, frame => note(viewer, frame));
  const joined = await client.ask('group_open_http_svc.apply_join_group', { GroupId: group });
  if (joined.ErrorCode !== 0)
    throw new Error(`${identity.account} could not join: ${JSON.stringify(joined)}`);
};

const report = (message: ViewersReport): void => void process.send?.(message);
const atATime = 16;

process.on('message', async (order: ViewersOrder) => {
  if (order.kind === 'watch') return watch(order.messages);
  if (order.kind === 'report') return report({ kind: 'seen', ...seen, ages: [...ages] });
  const waiting = order.viewers.values();
  const lane = async (): Promise<void> => {
    for (const viewer of waiting) await join(order.socketUrl, order.group, viewer);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
  report({ kind: 'seated' });
});
process.once('disconnect', () => process.exit(0));

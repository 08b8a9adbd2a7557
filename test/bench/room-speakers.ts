import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Identity } from '../support/socket-client.ts';
import { LeanClient } from './lean-client.ts';

/** What the speakers are told: where they speak, or for how long. */
export type SpeakersOrder =
  | {
      readonly kind: 'enter';
      readonly socketUrl: string;
      readonly group: string;
      readonly speakers: readonly Identity[];
    }
  | {
      readonly kind: 'speak';
      readonly perSecond: number;
      readonly seconds: number;
      readonly textBytes: number;
    };

/** What the speakers tell. */
export type SpeakersReport =
  | { readonly kind: 'entered' }
  | {
      readonly kind: 'said';
      readonly acknowledged: number;
      /** Acknowledged, and said to be dropped for the rate. */
      readonly dropped: number;
      readonly refused: number;
      /** Not answered within 20 s of the last. */
      readonly unanswered: number;
      /** Milliseconds until a message was acknowledged, in no order. */
      readonly waits: readonly number[];
    };

/** Speakers of a live room, in a process of their own, so that their work is not taken for the gateway's. */
const sockets: LeanClient[] = [];
const priorities = ['High', 'Normal', 'Low', 'Lowest'] as const;
let group = '';
let round = 0;

const enter = async (socketUrl: string, speakers: readonly Identity[]): Promise<void> => {
  for (const identity of speakers) {
    const client = await LeanClient.logIn(socketUrl, identity);
    await client.ask('group_open_http_svc.apply_join_group', { GroupId: group });
    sockets.push(client);
  }
};

const speak = async (perSecond: number, seconds: number, textBytes: number): Promise<void> => {
  round += 1;
  const said = { acknowledged: 0, dropped: 0, refused: 0 };
  const waits: number[] = [];
  const answers: Promise<void>[] = [];
  const say = async (i: number): Promise<void> => {
    const sent = Date.now();
    const body = {
      GroupId: group,
      Random: round * 1_000_000 + i,
      MsgPriority: priorities[i % priorities.length],
      MsgClientTime: Math.floor(sent / 1000),
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${sent} ${i} `.padEnd(textBytes, 'x') } }],
    };
    const reply = await sockets[i % sockets.length]?.ask('group_open_http_svc.send_group_msg', body);
    waits.push(Date.now() - sent);
    if (reply?.ErrorCode !== 0) said.refused += 1;
    else if (reply.MsgDropReason) said.dropped += 1;
    else said.acknowledged += 1;
  };
  const began = Date.now();
  for (let i = 0; i < perSecond * seconds; i += 1) {
    await sleep(Math.max(0, began + (i * 1000) / perSecond - Date.now()));
    answers.push(say(i));
  }
  await Promise.race([Promise.all(answers), sleep(20_000)]);
  report({ kind: 'said', ...said, unanswered: answers.length - waits.length, waits });
};

const report = (message: SpeakersReport): void => void process.send?.(message);

process.on('message', async (order: SpeakersOrder) => {
  if (order.kind === 'speak') return speak(order.perSecond, order.seconds, order.textBytes);
  group = order.group;
  await enter(order.socketUrl, order.speakers);
  report({ kind: 'entered' });
});
process.once('disconnect', () => process.exit(0));

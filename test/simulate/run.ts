import process from 'node:process';
import { parseArgs } from 'node:util';
import { paceFor } from '../../lib/domain/fan-out/window.ts';
import { type MeterName, prices } from '../../lib/local/prices.ts';
import { defaultFanOutSettings } from '../../lib/protocol/fan-out-settings.ts';
import { type Load, newAccount } from './model.ts';
import { type Outcome, simulate } from './room.ts';

/**
 * `npm run simulate -- room [--viewers 1000000] [--posts 10000] [--rate 40] [--bytes 512] [--seconds 240]`: a live room of any size, by the
 * product's own window and pace, against a model of what AWS grants (docs/live-rooms.md says what is modelled).
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    viewers: { type: 'string', multiple: true, default: ['10000', '100000', '1000000'] },
    posts: { type: 'string', default: String(newAccount.postsPerSecond) },
    rate: { type: 'string', default: '40' },
    bytes: { type: 'string', default: '512' },
    seconds: { type: 'string', default: '240' },
    concurrency: { type: 'string', default: String(newAccount.concurrency) },
  },
});
if (positionals[0] !== 'room') {
  console.error('what is to be simulated? There is: npm run simulate -- room --viewers 1000000');
  process.exit(2);
}
const surroundings = {
  ...newAccount,
  postsPerSecond: Number(values.posts),
  concurrency: Number(values.concurrency),
};
const memoryGb = 0.5;
const step = 32_768;

const costOf = (viewers: number, outcome: Outcome, seconds: number): ReadonlyMap<MeterName, number> => {
  const used: readonly (readonly [MeterName, number])[] = [
    ['socket-messages', outcome.posts * Math.ceil(outcome.frameBytes / step)],
    ['bytes-out', outcome.posts * outcome.frameBytes],
    ['socket-connection-minutes', (viewers * seconds) / 60],
    ['lambda-gb-seconds', outcome.lambdaSeconds * memoryGb],
    ['dynamodb-read-units', outcome.readUnits],
    ['dynamodb-write-units', outcome.writeUnits],
    ['sqs-requests', outcome.queueRequests],
  ];
  const viewerHours = (viewers * seconds) / 3600;
  return new Map(
    used.map(([name, amount]) => [
      name,
      (((amount * prices[name].dollars) / prices[name].per) * 1000) / viewerHours,
    ]),
  );
};

const at = (sorted: readonly number[], share: number): string =>
  `${((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) / 1000).toFixed(1)} s`;

const tell = (viewers: number): void => {
  const settings = defaultFanOutSettings;
  const configured = {
    perSecond: settings.groupMessagesPerSecond,
    windowMs: settings.roomWindowSeconds * 1000,
  };
  const load: Load = {
    viewers,
    messagesPerSecond: Number(values.rate),
    messageBytes: Number(values.bytes),
    seconds: Number(values.seconds),
    shardClients: settings.rosterShardClients,
    pace: paceFor(configured, viewers, surroundings.postsPerSecond),
  };
  const outcome = simulate(load, surroundings);
  const cost = costOf(viewers, outcome, load.seconds);
  const total = [...cost.values()].reduce((sum, dollars) => sum + dollars, 0);
  const [binding, share] = Object.entries(outcome.use).sort(([, one], [, other]) => other - one)[0] ?? [];
  console.log(
    `\n${viewers.toLocaleString('en')} viewers, ${values.rate} messages/s of ${values.bytes} bytes alone in a frame, ${surroundings.postsPerSecond.toLocaleString('en')} posts/s granted`,
  );
  console.log(
    `  window ${(load.pace.windowMs / 1000).toFixed(1)} s, ${load.pace.perSecond.toFixed(1)} messages/s pass; delivered ${outcome.delivered}, dropped ${outcome.dropped}`,
  );
  console.log(`  age: median ${at(outcome.ages, 0.5)}, p99 ${at(outcome.ages, 0.99)}`);
  console.log(
    `  frames: ${(outcome.posts / viewers / load.seconds).toFixed(2)} for a connection and second, ${(outcome.frameBytes / 1000).toFixed(1)} KB each`,
  );
  console.log(
    `  used of what is granted: ${Object.entries(outcome.use)
      .map(([name, use]) => `${name} ${(use * 100).toFixed(0)} %`)
      .join(', ')}; first of all ${binding} (${((share ?? 0) * 100).toFixed(0)} %)`,
  );
  console.log(
    `  $${total.toFixed(2)} for 1,000 viewer-hours: ${[...cost].map(([name, dollars]) => `${name} ${dollars.toFixed(2)}`).join(', ')}`,
  );
};

for (const viewers of values.viewers) tell(Number(viewers));

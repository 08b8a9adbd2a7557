import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../kernel/ports.ts';

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  until: async milliseconds => {
    while (Date.now() < milliseconds) await sleep(milliseconds - Date.now());
  },
};

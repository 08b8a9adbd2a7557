import { setTimeout as sleep } from 'node:timers/promises';
import { allCommands } from '../../lib/protocol/registry.ts';

/** Just over the second in which a command is counted. */
const window = 1050;

const slow = new Set(
  allCommands
    .filter(({ spec }) => (spec.callsPerSecond ?? 200) < 10)
    .map(({ service, name }) => `${service.name}.${name}`),
);

/** Waits until a command that may be called seldom may be called again. */
export const paced = async (servcmd: string): Promise<void> => {
  if (slow.has(servcmd)) await sleep(window);
};

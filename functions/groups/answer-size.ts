import { Fault } from '../../lib/kernel/fault.ts';
import type { Door } from '../../lib/protocol/command.ts';

/** Largest answers in characters: documented over REST (contract: groups.md 9), what API Gateway carries on a socket. */
const largest: Readonly<Record<Door, number>> = { rest: 1_000_000, socket: 125_000 };

/** @throws Fault GroupAnswerTooLarge */
export const checkAnswerSize = <Reply extends object>(reply: Reply, door: Door): Reply => {
  if (JSON.stringify(reply).length > largest[door]) throw new Fault('GroupAnswerTooLarge');
  return reply;
};

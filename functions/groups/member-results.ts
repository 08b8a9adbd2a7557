import type { Joining } from '../../lib/domain/group/join.ts';

/** What became of somebody who was to become a member, as numbers of the wire (contract: group-commands.md 2.3). */
const numbers = { joined: 1, already: 2, waits: 3, full: 0 } as const;

/** @param result absent: it could not even be tried */
export const resultNumber = (result: Joining | 'waits' | undefined): 0 | 1 | 2 | 3 =>
  result ? numbers[result] : 0;

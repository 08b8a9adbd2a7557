import type { LiveSessions } from '../../kernel/application.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import { keys } from '../../table/keys.ts';
import { ShortMemory } from '../short-memory.ts';
import { sessionOf } from './session-store.ts';

/** A client that was put out can send this much longer at most, on a connection its token was not issued on. */
const rememberedMilliseconds = 10_000;
const sessionsKept = 10_000;

/**
 * Whether a session is still there, asked for a token on a connection it was not issued on. A published client keeps its
 * first token over every reconnect, so after one it asks with each frame: 1 read unit in 10 seconds for each function
 * that it uses. That a session has gone is never remembered.
 */
export const liveSessions = (table: Table, clock: Clock): LiveSessions => {
  const known = new ShortMemory<string, true>(clock, rememberedMilliseconds, sessionsKept);
  return {
    exists: async (app, account, instance) => {
      const { PK, SK } = keys.session(app, account, instance);
      const name = `${PK}\n${SK}`;
      if (known.get(name)) return true;
      if (!(await sessionOf(table, { app, account, instance }, clock.now()))) return false;
      known.set(name, true);
      return true;
    },
  };
};

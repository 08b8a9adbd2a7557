import type { LiveSessions } from '../../kernel/application.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import { sessionOf } from './session-store.ts';

/** Whether a session is still there: 1 read unit, asked only for a token on a connection it was not issued on. */
export const liveSessions = (table: Table, clock: Clock): LiveSessions => ({
  exists: async (app, account, instance) =>
    (await sessionOf(table, { app, account, instance }, clock.now())) !== undefined,
});

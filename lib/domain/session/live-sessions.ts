import type { LiveSessions } from '../../kernel/application.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import type { InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { SessionItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { isLive } from './session-store.ts';

/** Whether a session is still there: 1 read unit, asked only for a token on a connection it was not issued on. */
export const liveSessions = (table: Table, clock: Clock): LiveSessions => ({
  exists: async (app: SdkAppId, account: UserId, instance: InstanceId) => {
    const item = await table.get<SessionItem>(keys.session(app, account, instance), { consistent: true });
    return item !== undefined && isLive(item, clock.now());
  },
});

import { ConditionFailed, type Key, type Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import { type PutOutPorts, putOut } from '../session/put-out.ts';
import { sessionsOf } from '../session/session-store.ts';

/** How a deletion ended; `unfinished` goes on when it is asked for again. */
export type Deletion = 'deleted' | 'absent' | 'unfinished';

/** Items read and deleted at once. */
const pageSize = 50;
/** Told to clients: kicked by an administrator. */
const byAdministrator = 3;

/** From here on no UserSig made so far opens a new session. @returns false when there is no such account */
const revoke = async (table: Table, app: SdkAppId, account: UserId, now: number): Promise<boolean> => {
  try {
    await table.update({
      key: keys.account(app, account),
      set: 'SET #notBefore = :now',
      condition: 'attribute_exists(PK)',
      names: { '#notBefore': 'notBefore' },
      values: { ':now': Math.floor(now / 1000) + 1 },
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/** @returns true when no conversation is left */
const deleteChats = async (table: Table, app: SdkAppId, account: UserId, most: number): Promise<boolean> => {
  for (let left = most; left > 0; left -= pageSize) {
    const { items, next } = await table.query<Key>({
      where: 'PK = :pk AND begins_with(SK, :prefix)',
      values: { ':pk': keys.account(app, account).PK, ':prefix': keys.chatPrefix },
      project: 'PK, SK',
      consistent: true,
      limit: pageSize,
    });
    await Promise.all(items.map(key => table.delete({ key })));
    if (!next) return true;
  }
  return false;
};

/**
 * Deletes an account with its profile, its logins and its side of all conversations; what it wrote stays with its peers.
 * The account itself goes last: whatever ends the call in between, the same call again does the rest. 1 read and 2 write
 * units, and 1 write unit for each login and each conversation.
 * @param mostChats conversations to delete in this call
 */
export const deleteAccount = async (
  ports: PutOutPorts,
  app: SdkAppId,
  account: UserId,
  mostChats: number,
): Promise<Deletion> => {
  if (!(await revoke(ports.table, app, account, ports.clock.now()))) return 'absent';
  const sessions = await sessionsOf(ports, app, account);
  const kicked = sessions.map(({ instance }) => ({ instance, kickType: byAdministrator }) as const);
  await putOut(ports, app, account, kicked);
  if (!(await deleteChats(ports.table, app, account, mostChats))) return 'unfinished';
  await ports.table.delete({ key: keys.account(app, account) });
  return 'deleted';
};

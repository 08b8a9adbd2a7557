import { Fault } from '../../kernel/fault.ts';
import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import { endEverySession, nextSecond } from '../session/kick.ts';
import type { SessionPorts } from '../session/log-in.ts';

/** How a deletion ended; `unfinished` goes on when it is asked for again. */
export type Deletion = 'deleted' | 'absent' | 'unfinished';

/** Items read and deleted at once. */
const pageSize = 50;

/** From here on no UserSig made so far opens a session, and none is open. @returns false when there is no such account */
const shut = async (ports: SessionPorts, app: SdkAppId, account: UserId): Promise<boolean> => {
  try {
    await endEverySession(ports, app, account, nextSecond(ports));
    return true;
  } catch (error) {
    if (error instanceof Fault && error.key === 'AccountNotFound') return false;
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
  ports: SessionPorts,
  app: SdkAppId,
  account: UserId,
  mostChats: number,
): Promise<Deletion> => {
  if (!(await shut(ports, app, account))) return 'absent';
  if (!(await deleteChats(ports.table, app, account, mostChats))) return 'unfinished';
  await ports.table.delete({ key: keys.account(app, account) });
  return 'deleted';
};

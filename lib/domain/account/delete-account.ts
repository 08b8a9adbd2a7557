import { Fault } from '../../kernel/fault.ts';
import type { Key, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { keys } from '../../table/keys.ts';
import { leaveAll } from '../group/leave-all.ts';
import { endEverySession, nextSecond } from '../session/kick.ts';
import type { SessionPorts } from '../session/log-in.ts';
import { endRelations } from './end-relations.ts';

/** How a deletion ended; `unfinished` goes on when it is asked for again. */
export type Deletion = 'deleted' | 'absent' | 'unfinished';

/** Groups that an account leaves in one call. */
const groupsAtOnce = 50;
/** Items read and deleted at once. */
const pageSize = 50;
/** For ending relations in one call, of the 10 s that the function has. */
const relationMilliseconds = 4000;

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

/** @returns true when nothing with that prefix is left */
const deleteAll = async (
  table: Table,
  owner: { readonly app: SdkAppId; readonly account: UserId },
  prefix: string,
  most: number,
): Promise<boolean> => {
  const { app, account } = owner;
  for (let left = most; left > 0; left -= pageSize) {
    const { items, next } = await table.query<Key>({
      where: 'PK = :pk AND begins_with(SK, :prefix)',
      values: { ':pk': keys.account(app, account).PK, ':prefix': prefix },
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
 * Deletes an account with its profile, its logins, its relations, its memberships and its side of all conversations; what it
 * wrote stays with its peers. The account itself goes last: whatever ends the call in between, the same call again does the rest. 8 read and 4
 * write units, 1 write unit for each login, each conversation and each label, for each relation as `endRelations`, for each group as
 * `leaveAll`.
 * @param mostChats conversations to delete in this call
 */
export const deleteAccount = async (
  ports: SessionPorts,
  app: SdkAppId,
  account: UserId,
  mostChats: number,
): Promise<Deletion> => {
  if (!(await shut(ports, app, account))) return 'absent';
  const now = () => ports.clock.now();
  const end = now() + relationMilliseconds;
  const batch = { table: ports.table, now, isOver: () => now() >= end };
  if (!(await endRelations(batch, { app, owner: account }))) return 'unfinished';
  if (!(await leaveAll(ports.table, app, account, now, groupsAtOnce))) return 'unfinished';
  for (const prefix of [
    keys.chatPrefix,
    keys.groupChatPrefix,
    keys.labelPrefix,
    keys.groupInvitationPrefix,
  ]) {
    if (!(await deleteAll(ports.table, { app, account }, prefix, mostChats))) return 'unfinished';
  }
  await ports.table.delete({ key: keys.account(app, account) });
  return 'deleted';
};

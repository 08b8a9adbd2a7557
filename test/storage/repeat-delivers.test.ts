import { importmsg } from '../../functions/messages/openim/importmsg.ts';
import { sendmsg } from '../../functions/messages/openim/sendmsg.ts';
import { AccountDirectory } from '../../lib/domain/account/account-directory.ts';
import { defaultSettings } from '../../lib/kernel/application.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import type { ConnectionId, InstanceId, UserId } from '../../lib/protocol/ids.ts';
import type { AccountItem, SessionItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, dyingAt, historyOf, someone, start } from '../support/message-world.ts';

const database = databaseOfTests();

const clock = { now: () => start * 1000, until: async () => {} };
const log = { info: () => {}, error: () => {} };

const online = async (account: UserId): Promise<void> => {
  const connection = `connection of ${account}` as ConnectionId;
  const item: SessionItem = {
    ...keys.session(app, account, 5 as InstanceId),
    v: 1,
    instance: 5 as InstanceId,
    platform: 7,
    loggedInAt: start * 1000,
    connection,
    leaseUntil: (start + 900) * 1000,
  };
  await database.table.put({ item });
};

/** What a function that uses the given table hands to a command, and the frames that it posts. */
const functionWith = (table: Table, posted: string[]) => {
  const post = async (_: ConnectionId, frame: string) => {
    posted.push(frame);
    return 'delivered' as const;
  };
  const sockets = { post, close: async () => {} };
  const ports = { table, clock, log, sockets, bus: { emit: async () => {} } };
  return { ...ports, accounts: new AccountDirectory(database.table, clock) };
};
const contextOf = (account: UserId, settings: ApplicationSettings) => {
  const call = { id: '', door: 'socket', service: 'openim', command: '' } as const;
  return {
    call: { ...call, claims: {}, body: { json: {} }, parameters: {} },
    application: { id: app, secretKeys: [], admins: [], disabled: false, settings },
    caller: { account, admin: false },
  };
};
const hello = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'hello' } }];

/** A client's send, by a function that uses the given table. @returns the frames that were posted */
const sends = async (
  table: Table,
  sender: UserId,
  receiver: UserId,
  settings = defaultSettings,
): Promise<readonly string[]> => {
  const posted: string[] = [];
  const body = { To_Account: receiver, MsgSeq: 7, MsgRandom: 9, MsgBody: hello };
  await sendmsg(body, contextOf(sender, settings), functionWith(table, posted)).catch(() => undefined);
  return posted;
};

/** A backend's import into an application that stores nothing. @returns the frames that were posted */
const imports = async (kind: 2 | 5, sender: UserId, receiver: UserId): Promise<readonly string[]> => {
  const posted: string[] = [];
  const body = {
    SyncFromOldSystem: kind,
    From_Account: sender,
    To_Account: receiver,
    MsgRandom: 9,
    MsgTimeStamp: start - 3600,
    MsgBody: hello,
  };
  const context = contextOf(sender, { ...defaultSettings, noStore: true });
  await importmsg(body, context, functionWith(database.table, posted));
  return posted;
};

const pair = async (): Promise<readonly [UserId, UserId]> => {
  const [sender, receiver] = [someone('ana'), someone('ben')];
  for (const account of [sender, receiver]) {
    const item: AccountItem = {
      ...keys.account(app, account),
      v: 1,
      account,
      createdAt: start,
      profile: {},
    };
    await database.table.put({ item });
  }
  await online(receiver);
  return [sender, receiver];
};

it('a sender that dies between the put and the post delivers when it sends again', async () => {
  const [sender, receiver] = await pair();
  // The sender and what holds between the two, three writes, then the sessions.
  const dying = dyingAt(database.table, 6);
  expect(await sends(dying.table, sender, receiver)).toEqual([]);
  expect(dying.died()).toBe(true);
  expect(await historyOf(database.table, receiver, sender)).toHaveLength(1);

  const posted = await sends(database.table, sender, receiver);
  expect(posted).toHaveLength(1);
  expect(posted[0]).toContain('hello');
  expect(await historyOf(database.table, receiver, sender)).toHaveLength(1);
});

it('an application that stores nothing delivers to who is connected and keeps nothing', async () => {
  const [sender, receiver] = await pair();
  const posted = await sends(database.table, sender, receiver, { ...defaultSettings, noStore: true });
  expect(posted).toHaveLength(1);
  expect(posted[0]).not.toContain('MsgLifeTime');
  expect(await historyOf(database.table, receiver, sender)).toEqual([]);
});

it('an import into an application that stores nothing is delivered when it is live, and refused when it is history', async () => {
  const [sender, receiver] = await pair();
  expect(await imports(5, sender, receiver)).toHaveLength(1);
  await expect(imports(2, sender, receiver)).rejects.toMatchObject({ key: 'CommandNotSupported' });
  expect(await historyOf(database.table, receiver, sender)).toEqual([]);
});

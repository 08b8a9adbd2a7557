import { createAccount } from '../../lib/domain/account/account-store.ts';
import { deleteAccount } from '../../lib/domain/account/delete-account.ts';
import { logIn, type SessionPorts } from '../../lib/domain/session/log-in.ts';
import { saveSession } from '../../lib/domain/session/session-changes.ts';
import { type Application, defaultSettings } from '../../lib/kernel/application.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';

const app = 1400000001 as SdkAppId;
const application: Application = {
  id: app,
  secretKeys: ['key'],
  admins: [],
  disabled: false,
  settings: defaultSettings,
};
let accounts = 0;

/** A table whose every call counts, and which dies at the n-th. */
const mortal = (table: Table, dies: number) => {
  let calls = 0;
  return new Proxy(table, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...args: unknown[]) => unknown;
      return async (...args: unknown[]) => {
        calls += 1;
        if (calls === dies) throw new Error('the function died');
        return method.apply(target, args);
      };
    },
  });
};

describe('deleting an account', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const ports = (table: Table, posted: string[] = []): SessionPorts => ({
    table,
    clock: { now: () => Date.now(), until: async () => {} },
    bus: {
      emit: async events => {
        posted.push(...events.map(({ type, id }) => `${type} ${id}`));
      },
    },
    log: { info: () => {}, error: () => {} },
    sockets: {
      post: async (connection, frame) => {
        posted.push(`${connection} ${frame}`);
        return 'delivered';
      },
      close: async connection => {
        posted.push(`${connection} closed`);
      },
    },
  });

  const chat = async (owner: UserId, peer: UserId) => {
    const item = { ...keys.chat(app, owner, peer), v: 1, peer, lastTime: 1700000000 };
    await database.table.put({ item });
  };

  /** An account with a profile, two clients and as many conversations as asked for. */
  const populated = async (chats: number): Promise<UserId> => {
    accounts += 1;
    const account = `ana${accounts}` as UserId;
    await createAccount(database.table, app, account, Date.now(), { Tag_Profile_IM_Nick: 'Ana' });
    for (const instance of [1, 2] as InstanceId[]) {
      const connection = `c${accounts}-${instance}` as ConnectionId;
      await saveSession(database.table, { app, account, instance }, { platform: 7, connection }, Date.now());
    }
    for (let i = 0; i < chats; i += 1) {
      await chat(account, `peer${i}` as UserId);
      await chat(`peer${i}` as UserId, account);
    }
    return account;
  };

  const leftOf = async (account: UserId) => {
    const where = 'PK = :pk';
    const values = { ':pk': keys.account(app, account).PK };
    return (await database.table.query({ where, values, consistent: true })).items;
  };

  it('leaves nothing in its partition and ends its clients with a notice and a close', async () => {
    const account = await populated(3);
    const posted: string[] = [];
    expect(await deleteAccount(ports(database.table, posted), app, account, 100)).toBe('deleted');
    expect(await leftOf(account)).toEqual([]);
    expect(posted.filter(line => line.includes('"KickType":3'))).toHaveLength(2);
    expect(posted.filter(line => line.endsWith('closed'))).toHaveLength(2);
    expect(posted.filter(line => line.startsWith('State.StateChange Logout'))).toHaveLength(2);
  });

  it('leaves the conversations of its peers alone', async () => {
    const account = await populated(2);
    await deleteAccount(ports(database.table), app, account, 100);
    for (const peer of ['peer0', 'peer1'] as UserId[]) {
      expect(await database.table.get(keys.chat(app, peer, account))).toBeDefined();
    }
  });

  it('says of an account that does not exist that it is absent, and writes nothing', async () => {
    const account = 'nobody' as UserId;
    expect(await deleteAccount(ports(database.table), app, account, 100)).toBe('absent');
    expect(await leftOf(account)).toEqual([]);
  });

  it('stops at its bound and goes on when it is asked again', async () => {
    const account = await populated(120);
    expect(await deleteAccount(ports(database.table), app, account, 100)).toBe('unfinished');
    expect(await leftOf(account)).toHaveLength(21);
    expect(await deleteAccount(ports(database.table), app, account, 100)).toBe('deleted');
    expect(await leftOf(account)).toEqual([]);
  });

  it('refuses a login that it overtakes, and leaves no session of it', async () => {
    const account = await populated(0);
    const overtaking = new Proxy(database.table, {
      get: (target, name) => {
        // The login's only query reads account and sessions again, after its own session is written.
        if (name !== 'query') return Reflect.get(target, name).bind(target);
        return async (query: Parameters<Table['query']>[0]) => {
          await deleteAccount(ports(database.table), app, account, 100);
          return target.query(query);
        };
      },
    });
    const applicant = {
      account,
      issuedAt: Math.floor(Date.now() / 1000),
      platform: 7,
      connection: 'late' as ConnectionId,
    };
    await expect(logIn(ports(overtaking), application, applicant)).rejects.toThrow('deleted');
    expect(await leftOf(account)).toEqual([]);
  });

  it('is completed by a retry, whichever call it died at', async () => {
    for (let dies = 1; ; dies += 1) {
      const account = await populated(3);
      const attempt = deleteAccount(ports(mortal(database.table, dies)), app, account, 100);
      const outcome = await attempt.catch((error: Error) => error.message);
      if (outcome === 'deleted') break;
      expect(outcome).toBe('the function died');
      expect(await deleteAccount(ports(database.table), app, account, 100)).toBe('deleted');
      expect(await leftOf(account)).toEqual([]);
    }
  });
});

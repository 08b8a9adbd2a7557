import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { emitOfflinePush, type Pushable } from '../../lib/domain/push/offline-push.ts';
import { deliver } from '../../lib/domain/session/deliver.ts';
import { kick } from '../../lib/domain/session/kick.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { OfflineMessage } from '../../lib/protocol/offline-message.ts';
import type { MessageItem } from '../../lib/table/items.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let applications = 1402000000;
let world: SessionWorld;

beforeEach(async () => {
  applications += 1;
  world = new SessionWorld(database.table, applications as SdkAppId);
  await saveApplication(database.table, { id: world.app, secretKeys: ['key'], admins: [] });
});

const android = 2;
const register = (a2: string, connection: string, TokenID: string, PushMsg = 1) =>
  world.request('ws_stat_settoken', a2, connection, { TokenID, PushMsg, BusiID: 7, InstType: 2000 });
const phone = async (account: string, connection: string, token: string): Promise<string> => {
  const { A2Key } = await world.logIn(account, connection, { platform: android });
  expect(await register(A2Key, connection, token)).toMatchObject({ ErrorCode: 0 });
  return A2Key;
};

const message = (more: Partial<MessageItem> = {}): MessageItem => ({
  PK: 'p',
  SK: 's',
  ByTime: 'b',
  v: 1,
  sender: 'zoe' as UserId,
  receiver: 'ana' as UserId,
  seq: 71,
  random: 55,
  time: 1_800_000_000,
  body: JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: 'lunch?' } }]),
  ...more,
});

/** Sends to ana. @returns the tokens that a push is asked for */
const pushed = async (more: Partial<Pushable> = {}): Promise<readonly string[]> => {
  world.events.length = 0;
  const { missed } = await deliver(world, world.app, 'ana' as UserId, []);
  await emitOfflinePush(world, { app: world.app, message: message(), nick: 'Zoe', ...more }, missed);
  const details = world.events.map(({ detail }) => detail as object as OfflineMessage);
  return details.flatMap(({ Devices }) => Devices.map(({ Token }) => Token));
};

describe('a push is asked for', () => {
  test('for a phone that is away, with everything that a push needs', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    const info = { Title: 'Zoe', AndroidInfo: { Sound: 'bell' } };
    expect(await pushed({ info })).toEqual(['token-1']);
    expect(world.events).toMatchObject([
      {
        type: 'Push.OfflineMessage',
        id: `Push.OfflineMessage/${world.app}/zoe/ana/71_55_1800000000`,
        detail: {
          SdkAppid: world.app,
          From_Account: 'zoe',
          From_AccountNick: 'Zoe',
          To_Account: 'ana',
          MsgKey: '71_55_1800000000',
          MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'lunch?' } }],
          OfflinePushInfo: info,
          Devices: [{ Platform: 'Android', Token: 'token-1', BusiID: 7, InstType: 2000 }],
        },
      },
    ]);
  });

  test('at once when a phone was lost, although it still counts as online', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1', { code: 1006 });
    expect(await pushed()).toEqual(['token-1']);
  });

  test('for a phone that fell silent, and for one that the message itself does not find', async () => {
    await phone('ana', 'a1', 'token-1');
    world.gone.add('a1');
    expect(await pushed()).toEqual(['token-1']);
    world.gone.clear();
    await phone('ana', 'a2', 'token-2');
    world.now += 400_001;
    expect(await pushed()).toEqual(['token-2']);
  });

  test('for the phone of who has a page open', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    await world.logIn('ana', 'a2', { platform: 7 });
    expect(await pushed()).toEqual(['token-1']);
  });

  test('for 7 days', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    world.now += 7 * 86_400_000 - 1_000;
    expect(await pushed()).toEqual(['token-1']);
    world.now += 2_000;
    expect(await pushed()).toEqual([]);
  });

  test('for 90 days when the session goes on and nobody reports the device again', async () => {
    const a2 = await phone('ana', 'a1', 'token-1');
    const weekly = async (left: number, token: string): Promise<string> => {
      world.now += 7 * 86_400_000 - 10_000;
      const { A2Key } = await world.reconnect(token, `w${left}`);
      return left > 1 ? weekly(left - 1, A2Key) : A2Key;
    };
    const later = await weekly(12, a2);
    await world.disconnect('w1');
    expect(await pushed()).toEqual(['token-1']);
    await weekly(1, later);
    await world.disconnect('w1');
    expect(await pushed()).toEqual([]);
  });

  test('for a custom element that says what to show, itself or beside', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    const custom = (MsgContent: object) =>
      message({ body: JSON.stringify([{ MsgType: 'TIMCustomElem', MsgContent }]) });
    expect(await pushed({ message: custom({ Data: 'x' }) })).toEqual([]);
    expect(await pushed({ message: custom({ Data: 'x', Desc: 'a gift' }) })).toEqual(['token-1']);
    expect(await pushed({ message: custom({ Data: 'x' }), info: { Desc: 'a gift' } })).toEqual(['token-1']);
  });
});

describe('no push is asked for', () => {
  test('while the phone is connected, or before it has registered', async () => {
    await phone('ana', 'a1', 'token-1');
    expect(await pushed()).toEqual([]);
    await world.logIn('ana', 'a2', { platform: 7 });
    await world.disconnect('a2');
    expect(await pushed()).toEqual([]);
  });

  test('after logout, kick by REST, kick by a newer login, and when the client ends it', async () => {
    const first = await phone('ana', 'a1', 'token-1');
    await world.logOut(first, 'a1');
    expect(await pushed()).toEqual([]);
    await phone('ana', 'a2', 'token-1');
    await world.disconnect('a2');
    await kick(world, world.app, 'ana' as UserId);
    expect(await pushed()).toEqual([]);
    await phone('ana', 'a3', 'token-1');
    await world.disconnect('a3');
    await world.logIn('ana', 'a4', { platform: android });
    expect(await pushed()).toEqual([]);
    const last = await phone('ana', 'a5', 'token-1');
    await register(last, 'a5', '', 0);
    await world.disconnect('a5');
    expect(await pushed()).toEqual([]);
  });

  test('with PushFlag 1', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    expect(await pushed({ info: { PushFlag: 1 } })).toEqual([]);
    expect(await pushed({ info: { PushFlag: 0 } })).toEqual(['token-1']);
  });

  test('on the phone that somebody else uses now', async () => {
    await phone('ana', 'a1', 'token-1');
    await world.disconnect('a1');
    await phone('ben', 'b1', 'token-1');
    expect(await pushed()).toEqual([]);
  });

  test('on the phone that somebody else uses after some weeks in which its session went on', async () => {
    const a2 = await phone('ana', 'a1', 'token-1');
    world.now += 6 * 86_400_000;
    await world.reconnect(a2, 'a2');
    world.now += 6 * 86_400_000;
    await world.disconnect('a2');
    await phone('ben', 'b1', 'token-1');
    expect(await pushed()).toEqual([]);
  });
});

test('a reported token costs 1 read and 2 write units, and survives a reconnect', async () => {
  const { A2Key } = await world.logIn('ana', 'a1', { platform: android });
  world.units();
  await register(A2Key, 'a1', 'token-1');
  expect(world.units()).toEqual({ read: 1, write: 2 });
  await world.reconnect(A2Key, 'a2');
  await world.disconnect('a2');
  expect(await pushed()).toEqual(['token-1']);
});

import { accountsOf } from '../../lib/domain/account/account-store.ts';
import {
  createApplication,
  newApplicationId,
  newSecretKey,
  rotateSecretKey,
  setAdmins,
} from '../../lib/domain/application/operate-application.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { ApplicationItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';

describe('an operator', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const now = Date.now();
  const admins = ['administrator' as UserId];
  const accounts = async (id: SdkAppId, ...names: readonly string[]) =>
    [...(await accountsOf(database.table, id, names as readonly UserId[])).keys()].sort();
  const stored = (id: SdkAppId) => database.table.get<ApplicationItem>(keys.application(id));

  it('makes an application with one key', async () => {
    const fresh = { id: newApplicationId(), secretKey: newSecretKey(), admins };
    expect(fresh.secretKey).toMatch(/^[0-9a-f]{64}$/);
    expect(await createApplication(database.table, fresh, now)).toBe(true);
    expect(await stored(fresh.id)).toMatchObject({ secretKeys: [fresh.secretKey], admins, disabled: false });
  });

  it('does not make one over another', async () => {
    const fresh = { id: newApplicationId(), secretKey: 'first', admins };
    await createApplication(database.table, fresh, now);
    expect(await createApplication(database.table, { ...fresh, secretKey: 'second' }, now)).toBe(false);
    expect((await stored(fresh.id))?.secretKeys).toEqual(['first']);
  });

  it('rotates keys: the new one first, the one before it still good, older ones gone', async () => {
    const id = newApplicationId();
    await createApplication(database.table, { id, secretKey: 'first', admins }, now);
    const second = await rotateSecretKey(database.table, id);
    expect((await stored(id))?.secretKeys).toEqual([second, 'first']);
    const third = await rotateSecretKey(database.table, id);
    expect((await stored(id))?.secretKeys).toEqual([third, second]);
  });

  it('replaces the administrators', async () => {
    const id = newApplicationId();
    await createApplication(database.table, { id, secretKey: 'first', admins }, now);
    expect(await setAdmins(database.table, id, ['ana' as UserId], now)).toBe(true);
    expect((await stored(id))?.admins).toEqual(['ana']);
    expect(await accounts(id, 'ana', 'administrator', 'ben')).toEqual(['administrator', 'ana'].sort());
  });

  it('is told when there is no such application', async () => {
    const id = newApplicationId();
    expect(await rotateSecretKey(database.table, id)).toBeUndefined();
    expect(await setAdmins(database.table, id, admins, now)).toBe(false);
    expect(await stored(id)).toBeUndefined();
    expect(await accounts(id, 'administrator')).toEqual([]);
  });
});

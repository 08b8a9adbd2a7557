import { CachedApplications } from '../../lib/domain/application/application-store.ts';
import { createApplication, newApplicationId } from '../../lib/domain/application/operate-application.ts';
import { changeSettings, readSettings } from '../../lib/domain/application/settings.ts';
import { defaultSettings } from '../../lib/protocol/application-settings.ts';
import type { SdkAppId } from '../../lib/protocol/ids.ts';
import type { ApplicationItem } from '../../lib/table/items.ts';
import { keys } from '../../lib/table/keys.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';

describe('settings of an application', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startDatabase();
  });
  afterAll(() => database.stop());

  const newApplication = async (): Promise<SdkAppId> => {
    const id = newApplicationId();
    await createApplication(database.table, { id, secretKey: 'key', admins: [] }, Date.now());
    return id;
  };
  const change = (id: SdkAppId, version: number, settings: Parameters<typeof changeSettings>[3]) =>
    changeSettings(database.table, id, version, settings);

  it('are the defaults until somebody changes them', async () => {
    const id = await newApplication();
    expect(await readSettings(database.table, id)).toEqual({ version: 0, settings: defaultSettings });
  });

  it('keep what a change does not name, and count changes', async () => {
    const id = await newApplication();
    await change(id, 0, { retentionDays: 30, loginMode: 'multi' });
    const after = await change(id, 1, { retentionDays: 90 });
    expect(after).toEqual({
      version: 2,
      settings: { ...defaultSettings, retentionDays: 90, loginMode: 'multi' },
    });
    expect(await readSettings(database.table, id)).toEqual(after);
  });

  it('store only what differs from the defaults', async () => {
    const id = await newApplication();
    await change(id, 0, { retentionDays: 30, webInstances: 3 });
    await change(id, 1, { retentionDays: 7 });
    const item = await database.table.get<ApplicationItem>(keys.application(id), { consistent: true });
    expect(item?.settings).toEqual({ webInstances: 3 });
  });

  it.each([0, 1])(
    'change by one of several at once, from version %i on; the others are told',
    async version => {
      const id = await newApplication();
      if (version === 1) await change(id, 0, {});
      const days = [1, 2, 3, 4, 5];
      const changes = await Promise.all(days.map(retentionDays => change(id, version, { retentionDays })));
      const [won, ...more] = changes.filter(result => result !== undefined);
      expect(more).toEqual([]);
      expect(await readSettings(database.table, id)).toEqual(won);
    },
  );

  it('are effective everywhere within 10 s', async () => {
    const id = await newApplication();
    const clock = { at: 0, now: () => clock.at, until: async () => undefined };
    const applications = new CachedApplications(database.table, clock);
    expect((await applications.find(id))?.settings.retentionDays).toBe(7);
    await change(id, 0, { retentionDays: 30 });
    clock.at = 10_000;
    expect((await applications.find(id))?.settings.retentionDays).toBe(30);
  });

  it('count as the default where a stored one is unknown or out of its limits', async () => {
    const id = await newApplication();
    await database.table.update({
      key: keys.application(id),
      set: 'SET #settings = :settings',
      names: { '#settings': 'settings' },
      values: { ':settings': { retentionDays: -1, noSuchSetting: 1, webInstances: 2 } },
    });
    const { settings } = await readSettings(database.table, id);
    expect(settings).toEqual({ ...defaultSettings, webInstances: 2 });
  });
});

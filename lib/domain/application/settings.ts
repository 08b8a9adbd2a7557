import { type ApplicationSettings, defaultSettings } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import { applicationSettings, type SettingsChange } from '../../protocol/application-settings.ts';
import type { SdkAppId } from '../../protocol/ids.ts';
import type { ApplicationItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { conditionHeld } from '../condition-held.ts';

/** Settings at one version; each change makes the next one. */
export interface VersionedSettings {
  /** 0 before the first change. */
  readonly version: number;
  readonly settings: ApplicationSettings;
}

const sane = ([name, value]: readonly [string, unknown]): boolean => {
  const schema = applicationSettings.shape[name as keyof ApplicationSettings];
  return schema?.safeParse(value).success ?? false;
};

/**
 * The settings of a stored application. What is not there, not known or out of its limits counts as the default: a
 * setting of another version of the software must not stop an application.
 */
export const settingsOf = ({ settings }: Pick<ApplicationItem, 'settings'>): ApplicationSettings => ({
  ...defaultSettings,
  ...Object.fromEntries(Object.entries(settings).filter(sane)),
});

const versionedOf = (item: ApplicationItem): VersionedSettings => ({
  version: item.settingsVersion ?? 0,
  settings: settingsOf(item),
});

const stored = async (table: Table, app: SdkAppId): Promise<ApplicationItem> => {
  const item = await table.get<ApplicationItem>(keys.application(app), { consistent: true });
  if (!item) throw new Error(`the application ${app} is gone`);
  return item;
};

/** The settings as they are now, not as they are remembered: 1 read unit. */
export const readSettings = async (table: Table, app: SdkAppId): Promise<VersionedSettings> =>
  versionedOf(await stored(table, app));

const differing = (settings: ApplicationSettings): Partial<ApplicationSettings> =>
  Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(defaultSettings[name as keyof ApplicationSettings]),
    ),
  );

/** Fields of groups and of members must not share a name (contract: groups.md 5). @throws Fault AccountParameterNotValid */
const checkFieldNames = ({ groupFields, memberFields }: ApplicationSettings): void => {
  const shared = memberFields.find(({ key }) => groupFields.some(field => field.key === key));
  if (shared) {
    throw new Fault(
      'AccountParameterNotValid',
      `Settings.memberFields: ${shared.key} is a field of groups; give it another name`,
    );
  }
};

/**
 * Changes settings: 1 read and 1 write unit. Functions see it within 10 s.
 * @param version the one that the change was made for
 * @returns undefined, with nothing changed, when the settings are at another version
 * @throws Fault AccountParameterNotValid when settings do not fit together
 */
export const changeSettings = async (
  table: Table,
  app: SdkAppId,
  version: number,
  change: SettingsChange,
): Promise<VersionedSettings | undefined> => {
  const item = await stored(table, app);
  if ((item.settingsVersion ?? 0) !== version) return undefined;
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const settings = { ...settingsOf(item), ...named };
  checkFieldNames(settings);
  const write = table.update({
    key: keys.application(app),
    set: 'SET #settings = :settings, #version = :next',
    condition:
      version === 0 ? 'attribute_exists(PK) AND attribute_not_exists(#version)' : '#version = :version',
    names: { '#settings': 'settings', '#version': 'settingsVersion' },
    values: {
      ':settings': differing(settings),
      ':next': version + 1,
      ...(version > 0 && { ':version': version }),
    },
  });
  return (await conditionHeld(write)) ? { version: version + 1, settings } : undefined;
};

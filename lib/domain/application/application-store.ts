import type { Application, ApplicationSettings, Applications } from '../../kernel/application.ts';
import type { Clock, Table } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import type { ApplicationItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { ShortMemory } from '../short-memory.ts';
import { settingsOf } from './settings.ts';

/** A change of keys, administrators or settings is effective everywhere within this time. */
const cacheMilliseconds = 10_000;
const applicationsKept = 1000;

const fromItem = (item: ApplicationItem): Application => ({
  id: item.id,
  secretKeys: item.secretKeys,
  admins: item.admins,
  disabled: item.disabled,
  settings: settingsOf(item),
});

/** What a new application starts with. */
export interface NewApplication {
  readonly id: SdkAppId;
  readonly secretKeys: readonly string[];
  readonly admins: readonly UserId[];
  readonly settings?: Partial<ApplicationSettings>;
}

/** Writes an application, replacing one of the same number. */
export const saveApplication = (table: Table, application: NewApplication): Promise<void> => {
  const item: ApplicationItem = {
    ...keys.application(application.id),
    v: 1,
    id: application.id,
    secretKeys: application.secretKeys,
    admins: application.admins,
    disabled: false,
    settings: { ...application.settings },
  };
  return table.put({ item });
};

/** Applications as read from the table and remembered for seconds, so that an ordinary call reads none. */
export class CachedApplications implements Applications {
  private readonly known: ShortMemory<SdkAppId, Application>;

  constructor(
    private readonly table: Table,
    clock: Clock,
  ) {
    this.known = new ShortMemory(clock, cacheMilliseconds, applicationsKept);
  }

  async find(id: SdkAppId): Promise<Application | undefined> {
    const known = this.known.get(id);
    if (known) return known;
    const item = await this.table.get<ApplicationItem>(keys.application(id));
    if (!item) return undefined;
    const application = fromItem(item);
    this.known.set(id, application);
    return application;
  }
}

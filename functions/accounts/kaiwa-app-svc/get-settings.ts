import { readSettings } from '../../../lib/domain/application/settings.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { kaiwaAppSvc } from '../../../lib/protocol/services/kaiwa_app_svc.ts';

type Spec = typeof kaiwaAppSvc.commands.get_settings;

/** Reads the settings: 1 read unit. */
export const getSettings: Handler<Spec, TablePorts> = async (_, { application }, { table }) => {
  const { version, settings } = await readSettings(table, application.id);
  return { Version: version, Settings: { ...settings } };
};

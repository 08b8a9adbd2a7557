import { changeSettings } from '../../../lib/domain/application/settings.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { kaiwaAppSvc } from '../../../lib/protocol/services/kaiwa_app_svc.ts';

type Spec = typeof kaiwaAppSvc.commands.set_settings;

/** Changes settings: 1 read and 1 write unit. */
export const setSettings: Handler<Spec, TablePorts> = async (body, { application }, { table }) => {
  const changed = await changeSettings(table, application.id, body.Version, body.Settings);
  if (!changed) throw new Fault('SettingsChanged');
  return { Version: changed.version, Settings: { ...changed.settings } };
};

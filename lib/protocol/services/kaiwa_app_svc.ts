import * as z from 'zod';
import { applicationSettings, settingsChange } from '../application-settings.ts';
import { command, service } from '../command.ts';

const versioned = z.object({ Version: z.int().min(0), Settings: applicationSettings });

/** Settings of an application. Not of the public protocol, hence a name of our own; members of `Settings` are ours too. */
export const kaiwaAppSvc = service({
  name: 'kaiwa_app_svc',
  owner: 'accounts',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'AccountParameterNotValid',
    notAdmin: 'AccountAdminRequired',
    internal: 'AccountInternal',
  },
  commands: {
    get_settings: command({
      summary: 'Reads the settings of the application, and their version.',
      source: 'docs/settings.md',
      caller: 'admin',
      body: z.strictObject({}),
      reply: versioned,
      errors: [],
    }),
    set_settings: command({
      summary: 'Changes the named settings, if they are still at the given version.',
      source: 'docs/settings.md',
      caller: 'admin',
      body: z.strictObject({ Version: z.int().min(0), Settings: settingsChange }),
      reply: versioned,
      errors: ['SettingsChanged'],
    }),
  },
});

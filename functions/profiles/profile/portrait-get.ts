import { fieldOf } from '../../../lib/domain/profile/tags.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { profile } from '../../../lib/protocol/services/profile.ts';
import { readProfiles } from '../read-profiles.ts';

type Spec = typeof profile.commands.portrait_get;

/** Reads chosen fields of anybody: 1 read unit for each begun 4 KB of an account. */
export const portraitGet: Handler<Spec, TablePorts> = async (body, { application }, { table }) => {
  for (const tag of body.TagList) fieldOf(tag, application.settings.customProfileFields);
  return readProfiles(table, application.id, body.To_Account, [...new Set(body.TagList)]);
};

import type { TablePorts } from '../../../lib/domain/program.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { profile } from '../../../lib/protocol/services/profile.ts';
import { readProfiles } from '../read-profiles.ts';

type Spec = typeof profile.commands.portrait_get_all;

/** Reads all fields of anybody: 1 read unit for each begun 4 KB of an account. */
export const portraitGetAll: Handler<Spec, TablePorts> = async (body, { application, caller }, { table }) => {
  actingAccount(caller, body.From_Account, profile);
  const wanted = body.UserItem.map(item => item.To_Account);
  return readProfiles(table, application.id, wanted);
};

import { accountsOf } from '../../../lib/domain/account/account-store.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.account_check;

/** Tells which accounts exist: 1 read unit for each begun 4 KB of one. */
export const accountCheck: Handler<Spec, TablePorts> = async (body, { application }, { table }) => {
  const accounts = body.CheckItem.map(item => item.UserID);
  const imported = await accountsOf(table, application.id, accounts);
  return {
    ResultItem: accounts.map(account => ({
      UserID: account,
      ResultCode: 0,
      ResultInfo: '',
      AccountStatus: imported.has(account) ? ('Imported' as const) : ('NotImported' as const),
    })),
  };
};

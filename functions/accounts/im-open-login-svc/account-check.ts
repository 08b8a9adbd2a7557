import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';
import type { AccountItem } from '../../../lib/table/items.ts';
import { keys } from '../../../lib/table/keys.ts';

type Spec = typeof imOpenLoginSvc.commands.account_check;

/** Tells which accounts exist: half a read unit for each. */
export const accountCheck: Handler<Spec, TablePorts & Shared> = async (body, { application }, { table }) => {
  const accounts = body.CheckItem.map(item => item.UserID);
  const wanted = [...new Set(accounts)].map(account => keys.account(application.id, account));
  const found = await table.getMany<AccountItem>(wanted, { consistent: true });
  const imported = new Set(found.map(item => item.account));
  return {
    ResultItem: accounts.map(account => ({
      UserID: account,
      ResultCode: 0,
      ResultInfo: '',
      AccountStatus: imported.has(account) ? ('Imported' as const) : ('NotImported' as const),
    })),
  };
};

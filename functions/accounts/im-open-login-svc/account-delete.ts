import { type Deletion, deleteAccount } from '../../../lib/domain/account/delete-account.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { SessionPorts } from '../../../lib/domain/session/log-in.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import type { imOpenLoginSvc } from '../../../lib/protocol/services/im_open_login_svc.ts';

type Spec = typeof imOpenLoginSvc.commands.account_delete;

/** Conversations deleted in one call, over all its accounts, so that it ends well before the function's timeout. */
const chatsPerCall = 2000;

const results: Readonly<Record<Deletion, { ResultCode: number; ResultInfo: string }>> = {
  deleted: { ResultCode: 0, ResultInfo: '' },
  absent: { ResultCode: errors.AccountNotFound.code, ResultInfo: errors.AccountNotFound.text },
  unfinished: { ResultCode: errors.AccountTimeout.code, ResultInfo: errors.AccountTimeout.text },
};

/** Deletes accounts, each for itself; for the cost of one see `deleteAccount`. */
export const accountDelete: Handler<Spec, SessionPorts & Shared> = async (body, { application }, deps) => {
  const named = body.DeleteItem.map(item => item.UserID);
  const accounts = [...new Set(named)];
  const most = Math.ceil(chatsPerCall / accounts.length);
  const deletions = accounts.map(async account => {
    const deletion = await deleteAccount(deps, application.id, account, most);
    deps.accounts.forget(application.id, account);
    return [account, results[deletion]] as const;
  });
  const outcome = new Map(await Promise.all(deletions));
  return { ResultItem: named.map(UserID => ({ UserID, ...(outcome.get(UserID) ?? results.absent) })) };
};

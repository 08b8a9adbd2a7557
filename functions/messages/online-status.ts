import type { TablePorts } from '../../lib/domain/program.ts';
import { type AccountPresence, presenceOf } from '../../lib/domain/session/presence.ts';
import { accountWithSessions } from '../../lib/domain/session/session-store.ts';
import type { Handler } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { errors } from '../../lib/protocol/errors.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { openim } from '../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.query_online_status;

/** Accounts asked for at once. */
const atOnce = 50;

const presences = async ({ table, clock }: TablePorts, app: SdkAppId, accounts: readonly UserId[]) => {
  const known = new Map<UserId, AccountPresence>();
  for (let start = 0; start < accounts.length; start += atOnce) {
    const now = clock.now();
    const some = accounts.slice(start, start + atOnce);
    const found = await Promise.all(some.map(id => accountWithSessions(table, app, id, now)));
    some.forEach((id, i) => {
      if (found[i]?.account) known.set(id, presenceOf(found[i].sessions, now));
    });
  }
  return known;
};

const onWire = (account: UserId, { presence, platforms }: AccountPresence, detailed: boolean) => ({
  To_Account: account,
  Status: presence,
  State: presence,
  ...(detailed &&
    presence !== 'Offline' && {
      Detail: [...platforms].map(([platform, state]) => ({
        Platform: platform === 'Windows' ? 'PC' : platform,
        Status: state,
      })),
    }),
});

/** Answers both names of the command: 1 read unit for each account. */
export const onlineStatus: Handler<Spec, TablePorts> = async (body, { application }, ports) => {
  const accounts = [...new Set(body.To_Account)];
  const known = await presences(ports, application.id, accounts);
  if (known.size === 0) throw new Fault('AccountNotFound');
  return {
    QueryResult: [...known].map(([account, presence]) => onWire(account, presence, body.IsNeedDetail === 1)),
    ErrorList: accounts
      .filter(account => !known.has(account))
      .map(account => ({ To_Account: account, ErrorCode: errors.AccountNotFound.code })),
  };
};

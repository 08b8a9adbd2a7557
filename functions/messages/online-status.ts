import type * as z from 'zod';
import { forEachOf } from '../../lib/domain/bounded.ts';
import type { TablePorts } from '../../lib/domain/program.ts';
import { platformOf } from '../../lib/domain/session/platforms.ts';
import { presenceOf, presenceOfSession } from '../../lib/domain/session/presence.ts';
import { accountWithSessions } from '../../lib/domain/session/session-store.ts';
import type { Handler } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { errors } from '../../lib/protocol/errors.ts';
import { isUserId, type SdkAppId, type UserId } from '../../lib/protocol/ids.ts';
import type { openim } from '../../lib/protocol/services/openim.ts';
import type { AccountItem, SessionItem } from '../../lib/table/items.ts';

type Spec = typeof openim.commands.query_online_status;
type Wanted = z.output<Spec['body']>;

interface Seen {
  readonly account: AccountItem;
  readonly sessions: readonly SessionItem[];
}

const accountsSeen = async ({ table, clock }: TablePorts, app: SdkAppId, names: readonly UserId[]) => {
  const found = await forEachOf(
    names,
    async name => [name, await accountWithSessions(table, app, name, clock.now())] as const,
  );
  return new Map(
    found.flatMap(([name, { account, sessions }]): [UserId, Seen][] =>
      account ? [[name, { account, sessions }]] : [],
    ),
  );
};

const wireName = (platform: string): string => (platform === 'Windows' ? 'PC' : platform);

const detailOf = (sessions: readonly SessionItem[], byClient: boolean, now: number) => {
  if (!byClient) {
    const { platforms } = presenceOf(sessions, now);
    return [...platforms].map(([name, Status]) => ({ Platform: wireName(name), Status }));
  }
  return sessions.flatMap(session => {
    const Status = presenceOfSession(session, now);
    const Platform = wireName(platformOf(session.platform));
    return Status === 'Offline' ? [] : [{ Platform, Status, Instid: session.instance }];
  });
};

const onWire = (name: UserId, { account, sessions }: Seen, wanted: Wanted, now: number) => {
  const { presence } = presenceOf(sessions, now);
  const byClient = wanted.IsReturnInstid === 1;
  const detailed = (byClient || wanted.IsNeedDetail === 1) && presence !== 'Offline';
  return {
    To_Account: name,
    Status: presence,
    State: presence,
    ...(detailed && { Detail: detailOf(sessions, byClient, now) }),
    ...(wanted.IsReturnCustomStatus === 1 && { CustomStatus: account.customStatus ?? '' }),
  };
};

/** Answers both names of the command: 1 read unit for each account. */
export const onlineStatus: Handler<Spec, TablePorts> = async (body, { application }, ports) => {
  const names = [...new Set(body.To_Account)];
  const known = await accountsSeen(ports, application.id, names.filter(isUserId));
  if (known.size === 0) throw new Fault('AccountNotFound');
  const now = ports.clock.now();
  return {
    QueryResult: [...known].map(([name, seen]) => onWire(name, seen, body, now)),
    ErrorList: names
      .filter(name => !(isUserId(name) && known.has(name)))
      .map(name => ({ To_Account: name, ErrorCode: errors.AccountNotFound.code })),
  };
};

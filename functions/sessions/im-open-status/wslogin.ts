import { tinyIdOf } from '../../../lib/domain/account/tiny-id.ts';
import { helloSeconds } from '../../../lib/domain/session/lease.ts';
import { type Applicant, logIn, type SessionPorts } from '../../../lib/domain/session/log-in.ts';
import { webPlatform } from '../../../lib/domain/session/platforms.ts';
import { reconnect } from '../../../lib/domain/session/reconnect.ts';
import { checkUserSig } from '../../../lib/kernel/authenticate.ts';
import type { Call, Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { signSessionToken } from '../../../lib/kernel/session-token.ts';
import { type ConnectionId, userId } from '../../../lib/protocol/ids.ts';
import { customStatusText } from '../../../lib/protocol/pushes.ts';
import type { imOpenStatus } from '../../../lib/protocol/services/im_open_status.ts';
import type { SessionItem } from '../../../lib/table/items.ts';

type Spec = typeof imOpenStatus.commands.wslogin;

const applicantIn = ({ call, application }: Context, connection: ConnectionId, now: number): Applicant => {
  const { identifier, issuedAt } = checkUserSig(call, application, now);
  const account = userId.safeParse(identifier);
  if (!account.success) throw new Fault('AccountParameterNotValid', 'identifier: a UserID has 1 to 32 bytes');
  return { account: account.data, issuedAt, platform: call.claims.platform ?? webPlatform, connection };
};

const connectionOf = ({ connection }: Call): ConnectionId => {
  if (connection === undefined) throw new Error('a login without a connection');
  return connection;
};

const enter = async (context: Context, connection: ConnectionId, ports: SessionPorts) => {
  const { call, application } = context;
  // Frames of a logged-in client carry the token only; with both, the client starts anew.
  if (!call.claims.userSig && call.claims.a2) {
    const { owner, session } = await reconnect(ports, application, call.claims.a2, connection);
    return { account: owner.account, session };
  }
  const applicant = applicantIn(context, connection, ports.clock.now());
  return { account: applicant.account, session: await logIn(ports, application, applicant) };
};

const tokenFor = (context: Context, account: string, session: SessionItem, connection: ConnectionId) => {
  const [key = ''] = context.application.secretKeys;
  const { instance, platform, ExpiresAt: expires = 0 } = session;
  return signSessionToken(key, {
    app: context.application.id,
    account,
    instance,
    platform,
    connection,
    expires,
  });
};

/** Logs a client in, or back in: see `logIn` and `reconnect` for what each costs. */
export const wslogin: Handler<Spec, SessionPorts> = async (_, context, ports) => {
  const connection = connectionOf(context.call);
  const { account, session } = await enter(context, connection, ports);
  return {
    A2Key: tokenFor(context, account, session, connection),
    TinyId: tinyIdOf(context.application.id, account),
    HelloInterval: helloSeconds,
    InstId: session.instance,
    TimeStamp: Math.floor(ports.clock.now() / 1000),
    CustomStatus: customStatusText(session.customStatus ?? ''),
  };
};

import * as z from 'zod';
import { type Application, defaultSettings } from '../../lib/kernel/application.ts';
import type { Call, Context } from '../../lib/kernel/call.ts';
import { dispatch, type Program } from '../../lib/kernel/dispatch.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { signSessionToken } from '../../lib/kernel/session-token.ts';
import { Throttle } from '../../lib/kernel/throttle.ts';
import { signUserSig } from '../../lib/kernel/user-sig.ts';
import { command, service } from '../../lib/protocol/command.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../lib/protocol/ids.ts';

const now = 1_700_000_000_000;
const key = 'key';
const application: Application = {
  id: 1400000001 as SdkAppId,
  secretKeys: [key],
  admins: ['root' as UserId],
  disabled: false,
  settings: defaultSettings,
};
const body = z.object({ Name: z.string(), Size: z.int().max(9).optional() });
const reply = z.object({});
const shared = { summary: '', source: '', body, reply, errors: [] };
const shop = service({
  name: 'shop',
  owner: 'stateless',
  envelope: 'display',
  faults: {
    badJson: 'MessageJsonNotValid',
    badBody: 'ProfileParameterNotValid',
    notAdmin: 'ProfileAdminRequired',
    internal: 'ProfileInternal',
  },
  commands: {
    open: command({ ...shared, caller: 'user', fieldFaults: { Size: 'ProfileValueTooLong' } }),
    close: command({ ...shared, caller: 'admin', callsPerSecond: 2 }),
    count: command({
      ...shared,
      caller: 'admin',
      callsPerSecond: 1,
      tooOften: 'GroupsTooFast',
      successText: 'succeed',
    }),
    look: command({ ...shared, caller: 'anyone' }),
    enter: command({ ...shared, caller: 'applicant', doors: ['socket'] }),
    unwritten: command({ ...shared, caller: 'user' }),
  },
});

/** A pipeline around one handler, with what it logged and whom it saw. */
const pipeline = (handler: (context: Context) => Promise<object> = async () => ({ Done: 1 })) => {
  const errors: object[] = [];
  const seen: Context[] = [];
  const live = new Set<number>();
  const run = async (_: unknown, context: Context) => {
    seen.push(context);
    return handler(context);
  };
  const program: Program<object> = {
    services: [shop],
    load: async (_, name) => (name === 'unwritten' ? undefined : run),
    deps: {},
    access: {
      applications: { find: async id => [application, disabled].find(one => one.id === id) },
      epochs: { notBefore: async (_, account) => (account === 'kicked' ? now / 1000 : 0) },
      sessions: { exists: async (_, __, instance) => live.has(instance) },
      throttle: new Throttle({ add: async () => 0 }),
    },
    clock: { now: () => now, until: async () => undefined },
    log: { info: () => undefined, error: (message, fields) => errors.push({ message, ...fields }) },
  };
  return { program, errors, seen, live };
};
const disabled: Application = { ...application, id: 2 as SdkAppId, disabled: true };

const sigFor = (identifier: string, difference: object = {}): string =>
  signUserSig(key, {
    identifier,
    sdkAppId: application.id,
    issuedAt: now / 1000 - 10,
    lifetimeSeconds: 100,
    ...difference,
  });
const rest = (claims: Call['claims'] = {}, difference: Partial<Call> = {}): Call => ({
  id: 'r1',
  door: 'rest',
  service: 'shop',
  command: 'open',
  claims: { sdkAppId: String(application.id), identifier: 'root', userSig: sigFor('root'), ...claims },
  body: { text: '{"Name":"x"}' },
  parameters: {},
  ...difference,
});
const tokenFor = (account: string, difference: object = {}): string =>
  signSessionToken(key, {
    app: application.id,
    account,
    instance: 5,
    platform: 7,
    connection: 'here',
    expires: now / 1000 + 60,
    ...difference,
  });
const socket = (a2: string | undefined, difference: Partial<Call> = {}): Call => ({
  ...rest({ userSig: undefined, a2 }),
  door: 'socket',
  body: { json: { Name: 'x' } },
  connection: 'here' as ConnectionId,
  ...difference,
});
const answer = (call: Call, { program } = pipeline()) => dispatch(call, program);

describe('a good call', () => {
  test('is answered in the envelope of its service', async () => {
    expect(await answer(rest())).toEqual({
      ActionStatus: 'OK',
      ErrorCode: 0,
      ErrorInfo: '',
      ErrorDisplay: '',
      Done: 1,
    });
  });

  test('over REST is an administrator’s', async () => {
    const run = pipeline();
    await answer(rest(), run);
    expect(run.seen[0]?.caller).toEqual({ account: 'root', admin: true });
  });

  test('on the socket is the account’s that the token names, whatever the head says', async () => {
    const run = pipeline();
    await answer(socket(tokenFor('ana')), run);
    expect(run.seen[0]?.caller).toEqual({ account: 'ana', admin: false, instance: 5 });
  });

  test('on a connection that its token does not name is answered while the session lives', async () => {
    const run = pipeline();
    const moved = tokenFor('ana', { connection: 'before' });
    expect(await answer(socket(moved), run)).toMatchObject({ ErrorCode: 20002 });
    run.live.add(5 as InstanceId);
    expect(await answer(socket(moved), run)).toMatchObject({ ErrorCode: 0 });
  });

  test('of a command that is open to anyone needs no application', async () => {
    const call = rest({ sdkAppId: undefined, userSig: undefined }, { command: 'look' });
    expect(await answer(call)).toMatchObject({ ErrorCode: 0 });
  });

  test('of an applicant proves its application only', async () => {
    const run = pipeline();
    expect(await answer(socket(undefined, { command: 'enter' }), run)).toMatchObject({ ErrorCode: 0 });
    expect(run.seen[0]?.caller.account).toBe('');
  });
});

describe('a call is refused', () => {
  test.each<[string, Call, number]>([
    ['of a service that does not exist', rest({}, { service: 'shelf' }), 60009],
    ['of a command that does not exist', rest({}, { command: 'burn' }), 60009],
    ['of a member of every object', rest({}, { command: 'constructor' }), 60009],
    ['through a door it does not have', rest({}, { command: 'enter' }), 60009],
    ['without an application', rest({ sdkAppId: undefined }), 60012],
    ['with an empty application', rest({ sdkAppId: '' }), 60012],
    ['with an application that is no number', rest({ sdkAppId: '1e9' }), 60002],
    ['of an unknown application', rest({ sdkAppId: '77' }), 70020],
    ['of a disabled application', rest({ sdkAppId: '2' }), 60016],
    ['without a UserSig', rest({ userSig: undefined }), 70002],
    ['with a UserSig that cannot be read', rest({ userSig: 'x' }), 70003],
    ['with a UserSig of another account', rest({ userSig: sigFor('ana') }), 70013],
    ['without an identifier', rest({ identifier: undefined }), 70013],
    ['with a UserSig of another application', rest({ userSig: sigFor('root', { sdkAppId: 3 }) }), 70014],
    ['with an expired UserSig', rest({ userSig: sigFor('root', { lifetimeSeconds: 5 }) }), 70001],
    ['with a UserSig from before a kick', rest({ identifier: 'kicked', userSig: sigFor('kicked') }), 70001],
    ['of somebody who is no administrator', rest({ identifier: 'ana', userSig: sigFor('ana') }), 60010],
    ['on the socket without a login', socket(undefined), 20002],
    ['on the socket with an expired token', socket(tokenFor('ana', { expires: 1 })), 20002],
    ['of an administrator’s command by a user', socket(tokenFor('ana'), { command: 'close' }), 40004],
    ['with a body that is no JSON', rest({}, { body: { text: '{' } }), 90001],
    ['with an empty body', rest({}, { body: { text: '' } }), 90001],
    ['with a body that is null', rest({}, { body: { text: 'null' } }), 40001],
    ['with a field missing', rest({}, { body: { text: '{}' } }), 40001],
    ['on the socket without a body', socket(tokenFor('ana'), { body: { json: undefined } }), 40001],
    ['with a field that has its own error', rest({}, { body: { text: '{"Name":"x","Size":10}' } }), 40601],
    ['of a command that nobody has written', rest({}, { command: 'unwritten' }), 60017],
  ])('%s', async (_, call, code) => {
    const run = pipeline();
    const refused = await answer(call, run);
    expect(refused).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code });
    expect(refused.ErrorInfo).not.toBe('');
    expect(run.seen).toEqual([]);
    expect(run.errors).toEqual([]);
  });

  test('when the command is called too often, before its body is looked at', async () => {
    const run = pipeline();
    const call = rest({}, { command: 'close' });
    const codes = [];
    for (let i = 0; i < 3; i += 1) codes.push((await answer(call, run)).ErrorCode);
    codes.push((await answer({ ...call, body: { text: '{' } }, run)).ErrorCode);
    expect(codes).toEqual([0, 0, 60007, 60007]);
  });

  test('with an error of its own where the contract has one', async () => {
    const run = pipeline();
    const call = rest({}, { command: 'count' });
    expect(await answer(call, run)).toMatchObject({ ErrorCode: 0, ErrorInfo: 'succeed' });
    expect(await answer(call, run)).toMatchObject({ ErrorCode: 10006 });
  });

  test('but never a frame for being one of many', async () => {
    const run = pipeline();
    const call = socket(tokenFor('root'), { command: 'close' });
    for (let i = 0; i < 5; i += 1) expect(await answer(call, run)).toMatchObject({ ErrorCode: 0 });
  });

  test('with what is wrong first: command, application, signature, rank, body', async () => {
    let call = rest(
      { sdkAppId: '77', identifier: 'ana', userSig: 'x' },
      { command: 'burn', body: { text: '{' } },
    );
    const steps: Partial<Call>[] = [
      { command: 'open' },
      { claims: { ...call.claims, sdkAppId: String(application.id) } },
      { claims: { ...rest().claims, identifier: 'ana', userSig: sigFor('ana') } },
      { claims: rest().claims },
      { body: { text: '{}' } },
      { body: { text: '{"Name":"x"}' } },
    ];
    const codes = [(await answer(call)).ErrorCode];
    for (const step of steps) {
      call = { ...call, ...step };
      codes.push((await answer(call)).ErrorCode);
    }
    expect(codes).toEqual([60009, 70020, 70003, 60010, 90001, 40001, 0]);
  });
});

describe('a command that fails', () => {
  test('with a documented error answers it, and logs nothing', async () => {
    const run = pipeline(async () => {
      throw new Fault('ProfileAccountNotFound', 'nobody is called x');
    });
    expect(await answer(rest(), run)).toMatchObject({ ErrorCode: 40003, ErrorInfo: 'nobody is called x' });
    expect(run.errors).toEqual([]);
  });

  test('with anything else answers its service’s internal error, and logs it once', async () => {
    const cause = new Error('secret table name');
    const run = pipeline(async () => {
      throw cause;
    });
    const refused = await answer(rest(), run);
    expect(refused).toMatchObject({ ErrorCode: 40006, ErrorDisplay: '' });
    expect(refused.ErrorInfo).not.toContain('secret');
    expect(run.errors).toEqual([
      { message: 'unexpected failure', command: 'shop.open', requestId: 'r1', error: cause },
    ]);
  });
});

import { doorsOf, type ServiceSpec } from '../../lib/protocol/command.ts';
import { type ErrorName, errors } from '../../lib/protocol/errors.ts';
import { allCommands } from '../../lib/protocol/registry.ts';
import { callRest, type RestCaller, restUrl } from '../support/rest-client.ts';
import { SocketClient } from '../support/socket-client.ts';
import { paced } from './paced.ts';
import type { Bench } from './run-case.ts';

const code = (name: ErrorName, service?: ServiceSpec): object => ({
  ...(service?.envelope !== 'bare' && { ActionStatus: 'FAIL' }),
  ErrorCode: errors[name].code,
});

const open = allCommands.filter(({ spec }) => spec.caller !== 'anyone' && spec.caller !== 'applicant');
const overRest = open.filter(({ spec }) => doorsOf(spec).includes('rest'));
const overSocket = open.filter(({ spec }) => doorsOf(spec).includes('socket'));

/** What the pipeline answers before a command is asked, the same for every command. */
export const describePipeline = (bench: () => Bench): void => {
  const administrator = (): RestCaller => bench().runtime.administrator;

  describe.each(overRest)('over REST, $service.name.$name', ({ service, name }) => {
    const servcmd = `${service.name}.${name}`;
    const call = async (changes: Partial<RestCaller>, body: object | string = {}) => {
      await paced(servcmd);
      return callRest({ ...administrator(), ...changes }, servcmd, body);
    };

    it('refuses who is no administrator', async () => {
      const identifier = 'somebody';
      const userSig = bench().runtime.userSig(identifier);
      expect(await call({ identifier, userSig })).toMatchObject(code('AdminRequired', service));
    });

    it.each(['', '{', '{"a":}'])('refuses the body %j, which is not JSON', async body => {
      expect(await call({}, body)).toMatchObject(code(service.faults.badJson, service));
    });

    it('refuses a body of another form', async () => {
      expect(await call({}, '"text"')).toMatchObject(code(service.faults.badBody, service));
    });
  });

  describe('over REST, whatever the command', () => {
    const check = 'im_open_login_svc.account_check';
    const body = { CheckItem: [{ UserID: 'somebody' }] };
    const call = (changes: Partial<RestCaller>) => callRest({ ...administrator(), ...changes }, check, body);
    const signed = (options: { issuedAt?: number; lifetime?: number; key?: string }) =>
      bench().runtime.userSig(administrator().identifier, options);

    it('asks for sdkappid', async () => {
      const url = restUrl(administrator(), check).replace(/sdkappid=\d+&/, '');
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      expect(await response.json()).toMatchObject(code('ApplicationMissing'));
    });

    it('refuses an sdkappid that is not a number', async () => {
      const url = restUrl(administrator(), check).replace(/sdkappid=\d+/, 'sdkappid=one');
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      expect(await response.json()).toMatchObject(code('RequestNotParsable'));
    });

    it('refuses an application that does not exist', async () => {
      expect(await call({ sdkAppId: 1_499_999_999 })).toMatchObject(code('ApplicationNotFound'));
    });

    it('refuses an empty UserSig', async () => {
      expect(await call({ userSig: '' })).toMatchObject(code('UserSigEmpty'));
    });

    it('refuses a UserSig that cannot be read', async () => {
      expect(await call({ userSig: 'not-a-signature' })).toMatchObject(code('UserSigUnreadable'));
    });

    it('refuses a UserSig made with another key', async () => {
      expect(await call({ userSig: signed({ key: 'another key' }) })).toMatchObject(code('UserSigMismatch'));
    });

    it('refuses a UserSig of another account', async () => {
      const userSig = bench().runtime.userSig('somebody');
      expect(await call({ userSig })).toMatchObject(code('UserSigOtherAccount'));
    });

    it('refuses a UserSig of another application', async () => {
      const { runtime } = bench();
      const userSig = runtime.userSig(administrator().identifier, { sdkAppId: runtime.sdkAppId + 1 });
      expect(await call({ userSig })).toMatchObject(code('UserSigOtherApplication'));
    });

    it('refuses a UserSig that has expired', async () => {
      const userSig = signed({ issuedAt: Math.floor(Date.now() / 1000) - 100, lifetime: 50 });
      expect(await call({ userSig })).toMatchObject(code('UserSigExpired'));
    });

    it('knows no other service and no other command', async () => {
      const unknown = code('CommandUnknown');
      expect(await callRest(administrator(), 'im_open_login_svc.no_such', {})).toMatchObject(unknown);
      expect(await callRest(administrator(), 'no_such_svc.no_such', {})).toMatchObject(unknown);
    });

    it('refuses calls above the rate of the command', async () => {
      // A command that may be called once in a second: who calls again and again comes twice in some second on any machine.
      const list = () => callRest(administrator(), 'group_open_http_svc.get_appid_group_list', {});
      let reply = await list();
      while (reply.ErrorCode === 0) reply = await list();
      expect(reply).toMatchObject(code('GroupsTooFast'));
    });
  });

  describe('on the socket', () => {
    const connected = async <T>(use: (socket: SocketClient) => Promise<T>): Promise<T> => {
      const socket = await SocketClient.connect(`${bench().runtime.socketUrl}/info`);
      try {
        return await use(socket);
      } finally {
        await socket.close();
      }
    };
    const refusal = (text: string) =>
      connected(async socket => {
        socket.send(text);
        const frame = await socket.frameWhere(() => true, 'an answer');
        return frame.body;
      });

    it.each(['hello', '[]', '{}', '{"head":{}}', '{"head":{"servcmd":"heartbeat.alive"}}'])(
      'says of %j that it is no request',
      async text => {
        expect(await refusal(text)).toMatchObject(code('RequestNotParsable'));
      },
    );

    it('answers an unknown command under its own name and number', () =>
      connected(async socket => {
        expect(await socket.request('no_such_svc.no_such', {})).toMatchObject(code('CommandUnknown'));
        expect(await socket.request('nothing', {})).toMatchObject(code('CommandUnknown'));
      }));

    it.each(overSocket)('refuses $service.name.$name without a login', async ({ service, name }) => {
      const head = { sdkappid: bench().runtime.sdkAppId, a2: 'made.up' };
      const reply = await connected(socket => socket.request(`${service.name}.${name}`, {}, head));
      // Published clients end their session on 20002 and 70001 alone (contract: client-wire.md 3).
      expect(reply).toMatchObject(code('MessageAuthFailed', service));
    });

    it.each(overSocket.filter(({ spec }) => spec.caller === 'admin'))(
      'refuses $service.name.$name to who is no administrator',
      async ({ service, name }) => {
        const { runtime } = bench();
        const account = 'somebody-else';
        await callRest(runtime.administrator, 'im_open_login_svc.account_import', { UserID: account });
        const reply = await connected(async socket => {
          await socket.login({ sdkAppId: runtime.sdkAppId, account, userSig: runtime.userSig(account) });
          return socket.request(`${service.name}.${name}`, {});
        });
        expect(reply).toMatchObject(code(service.faults.notAdmin, service));
      },
    );
  });
};

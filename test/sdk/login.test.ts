import type { StateChange } from '../../lib/sdk/connection.ts';
import { Scene } from './scripted-server.ts';

const watch = (scene: Scene): StateChange[] => {
  const changes: StateChange[] = [];
  scene.client.on('state', change => changes.push(change));
  return changes;
};

describe('logging in', () => {
  test('goes through connecting and authenticating to ready', async () => {
    const scene = new Scene();
    const changes = watch(scene);
    await scene.connect();
    expect(changes.map(({ state }) => state)).toEqual(['connecting', 'authenticating', 'ready']);
  });

  test('proves the account by UserSig first and by the session token afterwards', async () => {
    const scene = new Scene();
    await scene.connect();
    const [login, sync] = scene.socket.sent;
    expect(login?.head).toMatchObject({
      servcmd: 'im_open_status.wslogin',
      sdkappid: 1400000001,
      identifier: 'ana',
      usersig: 'sig-of-ana',
    });
    expect(sync?.head).toMatchObject({ servcmd: 'openim.getmsg', a2: 'a2-of-ana', status_instid: 77 });
    expect(sync?.head).not.toHaveProperty('usersig');
  });

  test('fails with the code of the server, and does not try again', async () => {
    const scene = new Scene();
    scene.answers['im_open_status.wslogin'] = () => ({ ErrorCode: 70009, ErrorInfo: 'not signed' });
    await expect(scene.connect()).rejects.toMatchObject({
      code: 70009,
      message: 'not signed',
      remedy: 'sign the UserSig with a current key of this application',
    });
    await scene.platform.pass(60_000);
    expect(scene.platform.sockets).toHaveLength(1);
    expect(scene.platform.runningTimers).toBe(0);
  });

  test('fails when the first socket cannot be opened', async () => {
    const scene = new Scene();
    const opening = scene.outcome(scene.client.open());
    scene.socket.raise('error');
    expect(await opening).toBe(2800);
  });

  test('fails when the socket does not open in ten seconds', async () => {
    const scene = new Scene();
    const opening = scene.outcome(scene.client.open());
    await scene.platform.pass(10_000);
    expect(await opening).toBe(2800);
    expect(scene.socket.closed).toBe(true);
  });

  test('fails when the login is not answered in time', async () => {
    const scene = new Scene();
    scene.answers['im_open_status.wslogin'] = () => undefined;
    const opening = scene.outcome(scene.client.open());
    scene.socket.raise('open');
    await scene.platform.pass(15_000);
    expect(await opening).toBe(2801);
  });

  test('fails when the first sync is refused', async () => {
    const scene = new Scene();
    scene.answers['openim.getmsg'] = () => ({ ErrorCode: 90001, ErrorInfo: 'no' });
    await expect(scene.connect()).rejects.toMatchObject({ code: 90001 });
    expect(scene.socket.closed).toBe(true);
  });

  test('closing says goodbye, ends every timer and refuses later calls', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.client.close();
    expect(scene.socket.sent.at(-1)?.head.servcmd).toBe('im_open_status.wslogout');
    expect(scene.socket.closed).toBe(true);
    expect(scene.platform.runningTimers).toBe(0);
    expect(await scene.outcome(scene.client.sendText('ben', 'late'))).toBe(2999);
  });

  test('closing does not wait long for a server that is silent', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['im_open_status.wslogout'] = () => undefined;
    const closing = scene.client.close();
    await scene.platform.pass(2000);
    await closing;
    expect(scene.socket.closed).toBe(true);
  });
});

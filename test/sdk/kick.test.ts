import { noticeEvent, Scene } from './scripted-server.ts';

const kicked = async (kickType: number) => {
  const scene = new Scene();
  await scene.connect();
  const reasons: unknown[] = [];
  scene.client.on('kicked', ({ code, remedy }) => reasons.push(code, remedy));
  scene.socket.push(noticeEvent({ KickoutMsgNotify: { KickType: kickType } }));
  await scene.platform.pass(0);
  return { scene, reasons };
};

describe('a kick', () => {
  test.each([
    [1, 3003, 'tell the user, and connect again when the user asks for it'],
    [2, 3002, 'tell the user, and connect again when the user asks for it'],
    [3, 3006, 'get a new UserSig and connect again, if the account may still log in'],
  ])('of type %i says why and what to do', async (type, code, remedy) => {
    expect((await kicked(type)).reasons).toEqual([code, remedy]);
  });

  test('is confirmed by a logout; then the socket is closed for good', async () => {
    const { scene } = await kicked(1);
    expect(scene.socket.sent.at(-1)).toMatchObject({
      head: { servcmd: 'im_open_status.wslogout' },
      body: { wslogout_type: 1 },
    });
    expect(scene.socket.closed).toBe(true);
    await scene.platform.pass(120_000);
    expect(scene.platform.sockets).toHaveLength(1);
    expect(scene.platform.runningTimers).toBe(0);
  });

  test('fails what was not answered, and every later call, with its reason', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['openim.sendmsg'] = () => undefined;
    const unanswered = scene.outcome(scene.client.sendText('ben', 'x'));
    scene.socket.push(noticeEvent({ KickoutMsgNotify: { KickType: 1 } }));
    expect(await unanswered).toBe(3003);
    expect(await scene.outcome(scene.client.sendText('ben', 'y'))).toBe(3003);
  });

  test.each([70001, 20002])('is also what error %i on a call means', async code => {
    const scene = new Scene();
    await scene.connect();
    const reasons: number[] = [];
    scene.client.on('kicked', error => reasons.push(error.code));
    scene.answers['openim.sendmsg'] = () => ({ ErrorCode: code, ErrorInfo: 'over' });
    expect(await scene.outcome(scene.client.sendText('ben', 'x'))).toBe(code);
    expect(reasons).toEqual([3004]);
  });

  test('that happened while the client was away is learned from the refused login', async () => {
    const scene = new Scene();
    await scene.connect();
    const reasons: number[] = [];
    scene.client.on('kicked', error => reasons.push(error.code));
    scene.answers['im_open_status.wslogin'] = () => ({ ErrorCode: 70001, ErrorInfo: 'revoked' });
    await scene.reconnect();
    await scene.platform.pass(60_000);
    expect(reasons).toEqual([3004]);
    expect(scene.platform.sockets).toHaveLength(2);
  });
});

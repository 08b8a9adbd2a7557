import { liveMessage, messageEvent, Scene } from './scripted-server.ts';

describe('keeping a connection alive', () => {
  test('an idle connection gets a heartbeat every thirty seconds', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.platform.pass(95_000);
    expect(scene.socket.requests('heartbeat.alive')).toHaveLength(3);
  });

  test('a busy connection gets none', async () => {
    const scene = new Scene();
    await scene.connect();
    for (let seq = 1; seq <= 10; seq += 1) {
      await scene.platform.pass(10_000);
      scene.socket.push(messageEvent(liveMessage(seq)));
    }
    expect(scene.socket.requests('heartbeat.alive')).toHaveLength(0);
  });

  test('a heartbeat that is not answered in five seconds ends the connection', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['heartbeat.alive'] = () => undefined;
    await scene.platform.pass(36_000);
    expect(scene.platform.sockets.length).toBeGreaterThan(1);
    expect(scene.platform.sockets[0]?.closed).toBe(true);
  });

  test('a heartbeat that is refused changes nothing', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['heartbeat.alive'] = () => ({ ErrorCode: 60009, ErrorInfo: 'no such command' });
    await scene.platform.pass(90_000);
    expect(scene.platform.sockets).toHaveLength(1);
  });

  test('a hello is said at the interval that the server gave', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.platform.pass(250_000);
    expect(scene.socket.requests('im_open_status.wshello')).toHaveLength(2);
  });
});

import { liveMessage, messageEvent, Scene } from './scripted-server.ts';

describe('keeping a connection alive', () => {
  test('an idle connection gets a heartbeat every minute', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.platform.pass(119_000);
    expect(scene.socket.requests('heartbeat.alive')).toHaveLength(1);
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
    await scene.platform.pass(66_000);
    expect(scene.platform.sockets.length).toBeGreaterThan(1);
    expect(scene.platform.sockets[0]?.closed).toBe(true);
  });

  test('a heartbeat that is refused changes nothing', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['heartbeat.alive'] = () => ({ ErrorCode: 60009, ErrorInfo: 'no such command' });
    await scene.platform.pass(110_000);
    expect(scene.platform.sockets).toHaveLength(1);
  });

  test('a call that waits for five seconds asks whether the connection lives, and is repeated on another if not', async () => {
    const scene = new Scene();
    await scene.connect();
    const answer = scene.answers['openim.sendmsg'];
    scene.answers['openim.sendmsg'] = () => undefined;
    scene.answers['heartbeat.alive'] = () => undefined;
    const sending = scene.client.sendText('ben', 'hello');
    await scene.platform.pass(5000);
    expect(scene.socket.requests('heartbeat.alive')).toHaveLength(1);
    await scene.platform.passToNextSocket();
    if (answer) scene.answers['openim.sendmsg'] = answer;
    scene.socket.raise('open');
    await scene.platform.pass(0);
    expect(await sending).toMatchObject({ text: 'hello' });
  });

  test('a slow call on a living connection is waited for', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['openim.sendmsg'] = () => undefined;
    const sending = scene.outcome(scene.client.sendText('ben', 'hello'));
    await scene.platform.pass(14_000);
    expect(scene.platform.sockets).toHaveLength(1);
    const [request] = scene.socket.requests('openim.sendmsg');
    if (request) scene.socket.reply(request, { MsgTime: 1_795_160_014, MsgKey: 'key' });
    expect(await sending).toMatchObject({ time: 1_795_160_014 });
  });

  test('a hello is said at the interval that the server gave', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.platform.pass(250_000);
    expect(scene.socket.requests('im_open_status.wshello')).toHaveLength(2);
  });
});

import { backoff } from '../../lib/sdk/backoff.ts';
import type { StateChange } from '../../lib/sdk/connection.ts';
import { liveMessage, messageEvent, noticeEvent, Scene } from './scripted-server.ts';

const texts = (scene: Scene): string[] => {
  const seen: string[] = [];
  scene.client.on('message', ({ text }) => seen.push(text));
  return seen;
};

describe('when the socket breaks', () => {
  test('the client opens another and logs in by session token', async () => {
    const scene = new Scene();
    await scene.connect();
    await scene.reconnect();
    expect(scene.platform.sockets).toHaveLength(2);
    expect(scene.socket.sent[0]?.head).toMatchObject({ servcmd: 'im_open_status.wslogin', a2: 'a2-of-ana' });
  });

  test('an unanswered send goes out again after the login, with the same numbers', async () => {
    const scene = new Scene();
    await scene.connect();
    const answer = scene.answers['openim.sendmsg'];
    scene.answers['openim.sendmsg'] = () => undefined;
    const sending = scene.client.sendText('ben', 'once');
    const [first] = scene.socket.requests('openim.sendmsg');
    if (answer) scene.answers['openim.sendmsg'] = answer;
    scene.socket.raise('close');
    await scene.platform.pass(1000);
    scene.socket.raise('open');
    await scene.platform.pass(0);
    expect(scene.socket.sent.map(({ head }) => head.servcmd).slice(0, 2)).toEqual([
      'im_open_status.wslogin',
      'openim.sendmsg',
    ]);
    const [again] = scene.socket.requests('openim.sendmsg');
    expect(again).toEqual(first);
    expect(await sending).toMatchObject({ text: 'once', time: 1_795_160_001 });
  });

  test('a send made while there is no connection goes out on the next one', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.socket.raise('close');
    const sending = scene.client.sendText('ben', 'patience');
    await scene.platform.pass(1000);
    scene.socket.raise('open');
    await scene.platform.pass(0);
    expect(await sending).toMatchObject({ text: 'patience' });
  });

  test('a send that finds no connection in fifteen seconds fails, and is not sent later', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.socket.raise('close');
    const sending = scene.outcome(scene.client.sendText('ben', 'too late'));
    await scene.platform.pass(15_000);
    expect(await sending).toBe(2801);
    await scene.platform.pass(30_000);
    scene.socket.raise('open');
    await scene.platform.pass(0);
    expect(scene.socket.requests('openim.sendmsg')).toHaveLength(0);
  });

  test('what was missed is caught up with from the last cookie, each message once and before the live ones', async () => {
    const scene = new Scene();
    await scene.connect();
    const seen = texts(scene);
    scene.socket.push(messageEvent(liveMessage(1)));
    scene.answers['openim.getmsg'] = (frame, socket) => {
      expect(frame.body).toEqual({ Cookie: 'c1', SyncFlag: 0 });
      socket.push(messageEvent(liveMessage(3)));
      return { Cookie: 'c2', SyncFlag: 2, MsgList: [liveMessage(1), liveMessage(2)] };
    };
    await scene.reconnect();
    scene.socket.push(messageEvent(liveMessage(2), liveMessage(3), liveMessage(4)));
    expect(seen).toEqual(['message 1', 'message 2', 'message 3', 'message 4']);
  });

  test('that more was missed than the server keeps is told once, before what is left of it', async () => {
    const scene = new Scene();
    scene.answers['openim.getmsg'] = () => ({ Cookie: 'c1', SyncFlag: 2, MsgList: [], Incomplete: 1 });
    await scene.connect();
    const told: string[] = [];
    scene.client.on('incomplete', () => told.push('incomplete'));
    scene.client.on('message', ({ text }) => told.push(text));
    scene.answers['openim.getmsg'] = ({ body }) =>
      (body as { SyncFlag: number }).SyncFlag === 0
        ? { Cookie: 'c2', SyncFlag: 1, MsgList: [liveMessage(1)], Incomplete: 1 }
        : { Cookie: 'c3', SyncFlag: 2, MsgList: [liveMessage(2)], Incomplete: 1 };
    await scene.reconnect();
    expect(told).toEqual(['incomplete', 'message 1', 'message 2']);
  });

  test('what was there before the login is no news when it is listed again', async () => {
    const scene = new Scene();
    const recall = noticeEvent({
      WithdrawC2cMsgNotify: {
        C2cWithdrawInfoArray: [liveMessage(1, { RevokerInfo: { Revoker_Account: 'ben', Reason: '' } })],
      },
    });
    scene.answers['openim.getmsg'] = ({ body }) => ({
      Cookie: 'c1',
      SyncFlag: 2,
      MsgList: body.Cookie === '' ? [] : [liveMessage(1), { EventArray: [recall] }],
    });
    await scene.connect();
    const seen = texts(scene);
    scene.client.on('recalled', () => seen.push('a recall'));
    await scene.reconnect();
    expect(seen).toEqual([]);
  });

  test('several pages are read until the last', async () => {
    const scene = new Scene();
    await scene.connect();
    const seen = texts(scene);
    const flags: unknown[] = [];
    scene.answers['openim.getmsg'] = ({ body }) => {
      flags.push(body.SyncFlag);
      const page = flags.length;
      return { Cookie: `c${page}`, SyncFlag: page === 3 ? 2 : 1, MsgList: [liveMessage(page)] };
    };
    await scene.reconnect();
    expect(flags).toEqual([0, 1, 1]);
    expect(seen).toEqual(['message 1', 'message 2', 'message 3']);
  });

  test('a message that this client sent itself is no news when it is listed', async () => {
    const scene = new Scene();
    await scene.connect();
    const seen = texts(scene);
    scene.answers['openim.sendmsg'] = () => undefined;
    scene.client.sendText('ben', 'mine').catch(() => undefined);
    const sent = scene.socket.requests('openim.sendmsg')[0]?.body;
    scene.answers['openim.getmsg'] = () => ({
      Cookie: 'c2',
      SyncFlag: 2,
      MsgList: [{ ...sent, MsgTimeStamp: 1_795_160_002 }, liveMessage(2)],
    });
    await scene.reconnect();
    expect(seen).toEqual(['message 2']);
  });

  test('a catch-up that fails is tried again, and live messages pass meanwhile', async () => {
    const scene = new Scene();
    await scene.connect();
    const seen = texts(scene);
    let calls = 0;
    scene.answers['openim.getmsg'] = () => {
      calls += 1;
      if (calls === 1) return { ErrorCode: 91000, ErrorInfo: 'internal error' };
      return { Cookie: 'c2', SyncFlag: 2, MsgList: [liveMessage(1)] };
    };
    await scene.reconnect();
    scene.socket.push(messageEvent(liveMessage(2)));
    expect(seen).toContain('message 2');
    await scene.platform.pass(1000);
    expect(seen).toEqual(['message 2', 'message 1']);
  });

  test('waits grow from half a second to half a minute, and begin anew after a good connection', async () => {
    const scene = new Scene();
    scene.platform.dice = 0.999;
    await scene.connect();
    const waits: number[] = [];
    scene.client.on('state', ({ retryInMilliseconds }: StateChange) => {
      if (retryInMilliseconds !== undefined) waits.push(retryInMilliseconds);
    });
    await scene.platform.pass(20_000);
    scene.socket.raise('close');
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await scene.platform.passToNextSocket();
      scene.socket.raise('error');
    }
    await scene.platform.passToNextSocket();
    scene.socket.raise('open');
    await scene.platform.pass(20_000);
    scene.socket.raise('close');
    expect(waits).toEqual([499, 999, 1998, 3996, 7992, 15_984, 29_970, 29_970, 29_970, 499]);
  });

  test('a connection that breaks at once does not shorten the wait', async () => {
    const scene = new Scene();
    await scene.connect();
    const waits: (number | undefined)[] = [];
    scene.client.on('state', ({ state, retryInMilliseconds }) => {
      if (state === 'waiting') waits.push(retryInMilliseconds);
    });
    await scene.reconnect();
    await scene.reconnect();
    expect(waits).toEqual([250, 500]);
  });

  test('the wait is random up to its limit', () => {
    expect([backoff(0, 0), backoff(0, 0.5), backoff(3, 0.25), backoff(60, 0.5)]).toEqual([
      0, 250, 1000, 15_000,
    ]);
  });

  test('what the old socket still says is not heard', async () => {
    const scene = new Scene();
    await scene.connect();
    const seen = texts(scene);
    const old = scene.socket;
    await scene.reconnect();
    old.push(messageEvent(liveMessage(1)));
    old.raise('close');
    expect(seen).toEqual([]);
    expect(scene.socket.closed).toBe(false);
  });

  test('a login that is refused for good ends the client', async () => {
    const scene = new Scene();
    await scene.connect();
    scene.answers['im_open_status.wslogin'] = () => ({ ErrorCode: 70020, ErrorInfo: 'no application' });
    await scene.reconnect();
    expect(await scene.outcome(scene.client.sendText('ben', 'x'))).toBe(70020);
  });

  test('a login that fails for the moment is tried again', async () => {
    const scene = new Scene();
    await scene.connect();
    const answer = scene.answers['im_open_status.wslogin'];
    scene.answers['im_open_status.wslogin'] = () => ({ ErrorCode: 70500, ErrorInfo: 'internal error' });
    await scene.reconnect();
    if (answer) scene.answers['im_open_status.wslogin'] = answer;
    await scene.platform.passToNextSocket();
    scene.socket.raise('open');
    await scene.platform.pass(0);
    expect(await scene.client.sendText('ben', 'back')).toMatchObject({ text: 'back' });
  });
});

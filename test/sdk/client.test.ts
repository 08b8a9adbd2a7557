import { connect } from '../../lib/sdk/client.ts';
import { liveMessage, messageEvent, noticeEvent, Scene } from './scripted-server.ts';

describe('a client', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene();
    await scene.connect();
  });

  const lastBody = () => scene.socket.sent.at(-1)?.body;

  test('sends text and gives the message back as it is stored', async () => {
    const message = await scene.client.sendText('ben', 'hello');
    expect(lastBody()).toMatchObject({
      From_Account: 'ana',
      To_Account: 'ben',
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }],
    });
    expect(message).toMatchObject({
      from: 'ana',
      peer: 'ben',
      mine: true,
      text: 'hello',
      time: 1_795_160_001,
    });
  });

  test('gives every message other numbers', async () => {
    const one = await scene.client.sendText('ben', 'a');
    const other = await scene.client.sendText('ben', 'a');
    expect(other.id).not.toBe(one.id);
  });

  test('sends app-defined content with data of its own', async () => {
    await scene.client.sendCustom(
      'ben',
      { data: '{"x":1}', description: 'a move' },
      { cloudCustomData: 'c' },
    );
    expect(lastBody()).toMatchObject({
      MsgBody: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: '{"x":1}', Desc: 'a move', Ext: '' } }],
      CloudCustomData: 'c',
    });
  });

  test('refuses what does not fit into a frame, without sending it', async () => {
    const before = scene.socket.sent.length;
    expect(await scene.outcome(scene.client.sendText('ben', 'x'.repeat(33_000)))).toBe(93000);
    expect(scene.socket.sent).toHaveLength(before);
  });

  test('fails with the code of the server and says what to do', async () => {
    scene.answers['openim.sendmsg'] = () => ({ ErrorCode: 90994, ErrorInfo: 'internal error' });
    await expect(scene.client.sendText('ben', 'x')).rejects.toMatchObject({
      code: 90994,
      retryable: true,
      remedy: 'wait a moment and do the same again',
    });
  });

  test('fails when nothing is answered in fifteen seconds', async () => {
    scene.answers['openim.sendmsg'] = () => undefined;
    const sending = scene.outcome(scene.client.sendText('ben', 'x'));
    await scene.platform.pass(15_000);
    expect(await sending).toBe(2801);
  });

  test('is not moved by an answer that nobody waits for, or by a frame it does not know', async () => {
    scene.socket.say({ head: { servcmd: 'openim.sendmsg', seq: 999 }, body: { ErrorCode: 0 } });
    scene.socket.say({ message: 'Internal server error', connectionId: 'c', requestId: 'r' });
    scene.socket.raise('message', 'no json');
    scene.socket.raise('message', new ArrayBuffer(2));
    expect(await scene.client.sendText('ben', 'still here')).toMatchObject({ text: 'still here' });
  });

  test('raises a message that arrives twice once', () => {
    const ids: string[] = [];
    scene.client.on('message', ({ id }) => ids.push(id));
    scene.socket.push(messageEvent(liveMessage(1), liveMessage(2)));
    scene.socket.push(messageEvent(liveMessage(1)), messageEvent(liveMessage(2)));
    expect(ids).toHaveLength(2);
  });

  test('raises an own message that another device sent', () => {
    const seen: unknown[] = [];
    scene.client.on('message', ({ mine, peer }) => seen.push([mine, peer]));
    scene.socket.push(messageEvent(liveMessage(1, { From_Account: 'ana', To_Account: 'ben' })));
    expect(seen).toEqual([[true, 'ben']]);
  });

  test('tells once that a message was taken back, under the id of the message', () => {
    const ids: string[] = [];
    const recalled: unknown[] = [];
    scene.client.on('message', ({ id }) => ids.push(id));
    scene.client.on('recalled', ({ id, by, peer }) => recalled.push([id, by, peer]));
    scene.socket.push(messageEvent(liveMessage(1)));
    const C2cWithdrawInfoArray = [liveMessage(1, { RevokerInfo: { Revoker_Account: 'ben', Reason: '' } })];
    const notice = noticeEvent({ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray } });
    scene.socket.push(notice, notice);
    expect(recalled).toEqual([[ids[0], 'ben', 'ben']]);
  });

  test('tells who has read what', () => {
    const reads: unknown[] = [];
    scene.client.on('read', read => reads.push(read));
    scene.socket.push(
      noticeEvent({ C2cReadedReceipt: { To_Account: 'ben', UinPairReadArray: [{ LastReadTime: 10 }] } }),
      noticeEvent({ ReadC2cMsgNotify: { UinPairReadArray: [{ From_Account: 'ben', LastReadTime: 12 }] } }),
    );
    expect(reads).toEqual([
      { peer: 'ben', by: 'peer', until: 10 },
      { peer: 'ben', by: 'me', until: 12 },
    ]);
  });

  test('no longer calls a listener that was taken off', () => {
    const ids: string[] = [];
    const stop = scene.client.on('message', ({ id }) => ids.push(id));
    stop();
    scene.socket.push(messageEvent(liveMessage(1)));
    expect(ids).toEqual([]);
  });

  test('marks a conversation as read up to the newest message received', async () => {
    scene.socket.push(messageEvent(liveMessage(9), liveMessage(3)));
    await scene.client.markRead('ben');
    expect(lastBody()).toMatchObject({
      C2CMsgReaded: { C2CMsgReadedItem: [{ To_Account: 'ben', LastedMsgTime: 1_795_160_009 }] },
    });
  });

  test('recalls a message by its numbers', async () => {
    const { seq, random, ...message } = await scene.client.sendText('ben', 'oops');
    await scene.client.recall({ seq, random, ...message });
    expect(lastBody()).toEqual({
      MsgInfo: {
        From_Account: 'ana',
        To_Account: 'ben',
        MsgSeq: seq,
        MsgRandom: random,
        MsgTimeStamp: 1_795_160_001,
      },
    });
  });

  test('reads a history page by page, each from where the last one ended', async () => {
    scene.answers['openim.getroammsg'] = ({ body }) =>
      body.MsgKey === undefined
        ? { Complete: 0, LastMsgTime: 7, MsgKey: '7_5_7', MsgList: [liveMessage(8, { MsgFlagBits: 8 })] }
        : { Complete: 1, LastMsgTime: 0, MsgKey: '', MsgList: [liveMessage(7)] };
    const newest = await scene.client.history('ben', { count: 1 });
    expect(newest.messages).toMatchObject([{ text: 'message 8', recalled: true }]);
    if (!newest.older) throw new Error('an older page was announced');
    const oldest = await scene.client.history('ben', { count: 1, before: newest.older });
    expect(lastBody()).toMatchObject({ LastMsgTime: 7, MsgKey: '7_5_7', MaxCnt: 1 });
    expect(oldest.messages).toMatchObject([{ text: 'message 7', recalled: false }]);
    expect(oldest.older).toBeUndefined();
  });

  test('lists every page of conversations, pinned ones first, without the text of a recalled message', async () => {
    const item = (peer: string, time: number, pinned: 0 | 1) => ({
      Type: 1,
      To_Account: peer,
      MsgTimeStamp: time,
      TopFlags: pinned,
      LastMsgFlags: peer === 'old' ? 8 : 0,
      LastMsg: { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `from ${peer}` } }] },
    });
    scene.answers['recentcontact.page_get'] = ({ body }) => {
      const position = { TimeStamp: 5, StartIndex: 1, TopTimeStamp: 0, TopStartIndex: 0 };
      if (body.TimeStamp === 0) return { CompleteFlag: 0, SessionItem: [item('old', 1, 0)], ...position };
      return { CompleteFlag: 1, SessionItem: [item('new', 9, 0), item('pin', 2, 1)], ...position };
    };
    const lines = (await scene.client.conversations()).map(({ peer, lastText }) => [peer, lastText]);
    expect(lines).toEqual([
      ['pin', 'from pin'],
      ['new', 'from new'],
      ['old', ''],
    ]);
  });
});

test('an address that is no WebSocket URL is refused', async () => {
  const options = { url: 'http://server', sdkAppId: 1, userId: 'ana', userSig: 'x' };
  await expect(connect(options)).rejects.toMatchObject({ code: 2905 });
});

test('events that come with the first sync wait until listeners can be there', async () => {
  const scene = new Scene();
  scene.answers['openim.getmsg'] = (_frame, socket) => {
    socket.push(messageEvent(liveMessage(1)));
    return { Cookie: 'c1', SyncFlag: 2, MsgList: [liveMessage(0)] };
  };
  const opening = scene.client.open();
  scene.socket.raise('open');
  const texts: string[] = [];
  const listening = opening.then(() => scene.client.on('message', ({ text }) => texts.push(text)));
  await scene.platform.pass(1);
  await listening;
  expect(texts).toEqual(['message 1']);
});

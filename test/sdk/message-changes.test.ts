import type { Message } from '../../lib/sdk/message.ts';
import { ModifiedMeanwhile } from '../../lib/sdk/message-changes.ts';
import { liveMessage, messageEvent, Scene } from './scripted-server.ts';

const textBody = (Text: string) => [{ MsgType: 'TIMTextElem', MsgContent: { Text } }];

describe('a message', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene();
    await scene.connect();
  });

  const lastBody = () => scene.socket.sent.at(-1)?.body;
  /** Messages as they come live. */
  const received = (...wires: readonly object[]): readonly Message[] => {
    const messages: Message[] = [];
    const stop = scene.client.on('message', message => messages.push(message));
    scene.socket.push(messageEvent(...wires));
    stop();
    return messages;
  };
  const one = (more: object = {}): Message => {
    const [message] = received(liveMessage(1, more));
    if (!message) throw new Error('no message came');
    return message;
  };

  test('is modified under the version that the client knows', async () => {
    const held = { MsgVersion: 3, MsgBody: textBody('new'), CloudCustomData: 'c' };
    scene.answers['openim.modify_c2c_msg'] = () => held;
    const message = one({ MsgVersion: 2 });
    expect(await scene.client.modify(message, { text: 'new' })).toEqual({
      ...message,
      text: 'new',
      body: textBody('new'),
      cloudCustomData: 'c',
      version: 3,
    });
    expect(lastBody()).toEqual({
      From_Account: 'ben',
      To_Account: 'ana',
      MsgSeq: 1,
      MsgRandom: 5,
      MsgTime: message.time,
      MsgVersion: 2,
      MsgBody: textBody('new'),
    });
    await scene.client.modify(message, { cloudCustomData: '' });
    expect(lastBody()).toMatchObject({ CloudCustomData: '' });
    expect(lastBody()).not.toHaveProperty('MsgBody');
  });

  test('that somebody else has modified meanwhile is given back as it is', async () => {
    const held = { MsgVersion: 4, MsgBody: textBody('theirs'), CloudCustomData: '' };
    scene.answers['openim.modify_c2c_msg'] = () => ({ ErrorCode: 20027, ErrorInfo: 'outdated', ...held });
    const error = await scene.client.modify(one(), { text: 'mine' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ModifiedMeanwhile);
    expect(error).toMatchObject({ code: 20027, current: { text: 'theirs', version: 4 } });
  });

  test('that another modifies is told once for each version', () => {
    const heard: unknown[] = [];
    scene.client.on('modified', ({ id, text, version, peer }) => heard.push([id, text, version, peer]));
    const { MsgTimeStamp: MsgTime, ...named } = liveMessage(1);
    const change = { ...named, MsgTime, MsgVersion: 1, MsgBody: textBody('new') };
    const event = { Event: 15, C2cMsgModNotifys: [change] };
    const { id } = one();
    scene.socket.push(event, event);
    scene.socket.push({ Event: 15, C2cMsgModNotifys: [{ ...change, MsgVersion: 2 }] });
    expect(heard).toEqual([
      [id, 'new', 1, 'ben'],
      [id, 'new', 2, 'ben'],
    ]);
  });

  test('is deleted for oneself, thirty in a call and each peer by itself', async () => {
    const wires = Array.from({ length: 31 }, (_, i) => liveMessage(i));
    const messages = received(...wires, liveMessage(99, { From_Account: 'zoe' }));
    await scene.client.deleteForMe(...messages);
    const calls = scene.socket.requests('openim.delete_c2c_msg_ramble').map(({ body }) => body);
    expect(calls.map(({ Peer_Account }) => Peer_Account)).toEqual(['ben', 'ben', 'zoe']);
    expect(calls[1]).toEqual({ Peer_Account: 'ben', MsgKeyList: [`30_5_${liveMessage(30).MsgTimeStamp}`] });
  });

  test('asks for a receipt when sent so, and is confirmed when it asked', async () => {
    const sent = await scene.client.sendText('ben', 'read this', { needsReceipt: true });
    expect(lastBody()).toMatchObject({ IsNeedReadReceipt: 1 });
    expect(sent.needsReceipt).toBe(true);
    const messages = received(liveMessage(1, { IsNeedReadReceipt: 1 }), liveMessage(2));
    await scene.client.confirmRead(...messages);
    expect(lastBody()).toEqual({
      Peer_Account: 'ben',
      C2CMsgInfo: [
        { From_Account: 'ben', To_Account: 'ana', MsgSeq: 1, MsgRandom: 5, MsgTime: messages[0]?.time },
      ],
    });
  });

  test('of one’s own is told to be read', () => {
    const heard: unknown[] = [];
    scene.client.on('confirmed', confirmed => heard.push(confirmed));
    const { MsgTimeStamp: MsgTime, ...named } = liveMessage(1, { From_Account: 'ana', To_Account: 'ben' });
    scene.socket.push({ Event: 16, UserId: 'ben', Timestamp: 1, C2cMsgInfo: [{ ...named, MsgTime }] });
    expect(heard).toEqual([{ by: 'ben', ids: [`ana/1_5_${MsgTime}`] }]);
  });

  test('for who is connected is sent so', async () => {
    await scene.client.sendCustom('ben', { data: 'typing' }, { onlineOnly: true });
    expect(lastBody()).toMatchObject({ MsgLifeTime: 0 });
  });
});

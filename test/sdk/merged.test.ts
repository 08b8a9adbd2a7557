import { Scene } from './scripted-server.ts';

const entry = (from: string, Text: string) => ({
  From_Account: from,
  MsgTimeStamp: 5,
  MsgBody: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text } }],
});
const merged = (content: object) => ({
  body: [
    { MsgType: 'TIMRelayElem' as const, MsgContent: { CompatibleText: 'a chat', Title: 'chat', ...content } },
  ],
});

describe('a merged message', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = new Scene();
    await scene.connect();
  });

  test('shows the messages that it carries', async () => {
    const found = await scene.client.mergedIn(
      merged({ MsgList: [entry('ben', 'one'), entry('zoe', 'two')] }),
    );
    expect(found.map(({ from, text, time }) => [from, text, time])).toEqual([
      ['ben', 'one', 5],
      ['zoe', 'two', 5],
    ]);
  });

  test('that is too long has its messages asked for by their key', async () => {
    scene.answers['im_long_msg.get_relay_json_msg'] = () => ({ MsgList: [entry('ben', 'one')] });
    expect(await scene.client.mergedIn(merged({ JsonMsgKey: 'key' }))).toMatchObject([{ text: 'one' }]);
    expect(scene.socket.sent.at(-1)?.body).toEqual({ JsonMsgKey: 'key' });
  });

  test('is none when it holds something else', async () => {
    const body = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'x' } }];
    expect(await scene.client.mergedIn({ body })).toEqual([]);
  });
});

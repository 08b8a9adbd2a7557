import type { UnreadNumbers } from '../../lib/sdk/unread.ts';
import { liveMessage, messageEvent, noticeEvent, Scene } from './scripted-server.ts';

describe('the numbers of unread messages', () => {
  let scene: Scene;
  let told: UnreadNumbers[];
  beforeEach(() => {
    scene = new Scene();
    told = [];
    scene.client.on('unread', numbers => told.push(numbers));
  });

  /** What the server counts from now on, and lists at the next sync. */
  const serverCounts = (numbers: Readonly<Record<string, number>>, ...MsgList: readonly object[]) => {
    const C2CPairUnreadCount = Object.entries(numbers).map(([From_Account, UnreadCount]) => ({
      From_Account,
      UnreadCount,
    }));
    scene.answers['openim.getmsg'] = () => ({ Cookie: 'c', SyncFlag: 2, MsgList, C2CPairUnreadCount });
  };
  const now = () => [scene.client.unread.total, Object.fromEntries(scene.client.unread.of)];
  const readElsewhere = (peer: string, LastReadTime: number) =>
    noticeEvent({ ReadC2cMsgNotify: { UinPairReadArray: [{ From_Account: peer, LastReadTime }] } });
  const timeOf = (seq: number) => liveMessage(seq).MsgTimeStamp;

  test('come from the server with the login', async () => {
    serverCounts({ ben: 2, zoe: 1 });
    await scene.connect();
    expect(now()).toEqual([3, { ben: 2, zoe: 1 }]);
  });

  test('grow with what comes live, once for each message', async () => {
    serverCounts({ ben: 2 });
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(1), liveMessage(2)));
    scene.socket.push(messageEvent(liveMessage(1)));
    expect(now()).toEqual([4, { ben: 4 }]);
    expect(told.at(-1)?.total).toBe(4);
  });

  test('do not count what the server has counted and sends live as well', async () => {
    serverCounts({ ben: 1 }, liveMessage(1));
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(1)));
    expect(now()).toEqual([1, { ben: 1 }]);
  });

  test('leave out own messages, those that say so, and those for who is connected', async () => {
    await scene.connect();
    scene.socket.push(
      messageEvent(
        liveMessage(1, { From_Account: 'ana', To_Account: 'ben' }),
        liveMessage(2, { SendMsgControl: { NoUnread: 1 } }),
        liveMessage(3, { MsgLifeTime: 0 }),
      ),
    );
    expect(now()).toEqual([0, {}]);
  });

  test('go away when the conversation is read here', async () => {
    serverCounts({ ben: 2 });
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(1)));
    await scene.client.markRead('ben');
    expect(now()).toEqual([0, {}]);
  });

  test('go away when it is read on another device, without a question', async () => {
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(1), liveMessage(2), liveMessage(3)));
    const questions = scene.socket.requests('openim.getmsg').length;
    scene.socket.push(readElsewhere('ben', timeOf(2)));
    expect(now()).toEqual([1, { ben: 1 }]);
    scene.socket.push(readElsewhere('ben', timeOf(3)));
    expect(now()).toEqual([0, {}]);
    expect(scene.socket.requests('openim.getmsg')).toHaveLength(questions);
  });

  test('are asked for when only the server can know', async () => {
    serverCounts({ ben: 5 });
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(9)));
    serverCounts({ ben: 2 });
    scene.socket.push(readElsewhere('ben', timeOf(5)));
    await scene.platform.pass(1);
    expect(now()).toEqual([2, { ben: 2 }]);
  });

  test('shrink when an unread message is taken back', async () => {
    await scene.connect();
    scene.socket.push(messageEvent(liveMessage(1), liveMessage(2)));
    const RevokerInfo = { Revoker_Account: 'ben', Reason: '' };
    const C2cWithdrawInfoArray = [liveMessage(2, { RevokerInfo })];
    scene.socket.push(noticeEvent({ WithdrawC2cMsgNotify: { C2cWithdrawInfoArray } }));
    expect(now()).toEqual([1, { ben: 1 }]);
  });

  test('are gone when everything is read, here or elsewhere', async () => {
    serverCounts({ ben: 2, zoe: 1 });
    await scene.connect();
    scene.socket.push({ Event: 14, C2CReadAllMsg: 1 });
    expect(now()).toEqual([0, {}]);
    scene.socket.push(messageEvent(liveMessage(1)));
    await scene.client.markAllRead();
    expect(now()).toEqual([0, {}]);
  });

  test('are the server’s again after a reconnect', async () => {
    serverCounts({ ben: 1 });
    await scene.connect();
    serverCounts({ ben: 3 }, liveMessage(1), liveMessage(2));
    await scene.reconnect();
    expect(now()).toEqual([3, { ben: 3 }]);
  });

  test('leave muted conversations out of the total', async () => {
    serverCounts({ ben: 2, zoe: 1 });
    await scene.connect();
    await scene.client.chats.remind(['ben'], 'quiet');
    expect(now()).toEqual([1, { ben: 2, zoe: 1 }]);
    const MuteNotificationsSync = { To_Account: 'ben', MuteNotifications: 0 };
    scene.socket.push(noticeEvent({ MuteNotificationsSync }));
    expect(now()).toEqual([3, { ben: 2, zoe: 1 }]);
  });
});

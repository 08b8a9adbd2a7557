import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { serveTimPage, TimPage } from '../support/tim-page.ts';

const tip = 'TIMGroupTipElem';

/** `tim-js-sdk` 2.27.6, unmodified, in Chromium, against the synthesized stack. */
describe('the older published client in a browser', () => {
  let runtime: Runtime;
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    [runtime, browser, server] = await Promise.all([startRuntime(), launchBrowser(), serveTimPage()]);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await runtime?.stop();
  });

  const open = async (user?: string): Promise<TimPage> => {
    const page = await TimPage.open(browser, server, runtime);
    if (user) await page.logIn(user, runtime.userSig(user));
    return page;
  };

  it('logs in and exchanges a message each way', async () => {
    const [ana, ben] = await Promise.all([open('tim-ana'), open('tim-ben')]);
    const say = (page: TimPage, to: string, text: string) =>
      page.send('C2C', to, 'createTextMessage', { text });
    expect(await say(ana, 'tim-ben', 'hello from a browser')).toBe(0);
    await ben.hears(`m.from === 'tim-ana' && m.payload.text === 'hello from a browser'`);
    expect(await say(ben, 'tim-ana', 'hello back')).toBe(0);
    await ana.hears(`m.from === 'tim-ben' && m.payload.text === 'hello back'`);
  });

  describe('in a live room', () => {
    const createRoom = async (GroupId: string) => {
      const body = { Type: 'AVChatRoom', GroupId, Name: 'Live' };
      const { ErrorCode } = await callRest(runtime.administrator, 'group_open_http_svc.create_group', body);
      expect(ErrorCode).toBe(0);
    };

    it('shows who comes, who speaks with which face, and who goes', async () => {
      await createRoom('tim-room');
      const [ana, ben] = await Promise.all([open('room-ana'), open('room-ben')]);
      const avatar = 'https://example.com/ana.png';
      await ana.api('updateMyProfile', { nick: 'Ana', avatar });
      for (const page of [ben, ana]) {
        const joined = await page.api<{ status: string }>('joinGroup', { groupID: 'tim-room' });
        expect(joined.status).toBe('JoinedSuccess');
      }
      const came = await ben.hears(
        `m.type === '${tip}' && m.payload.operationType === 1 && m.payload.userIDList[0] === 'room-ana'`,
      );
      expect(came).toMatchObject({ to: 'tim-room', nick: 'Ana', avatar });
      const text = { text: 'hello room' };
      expect(await ana.send('GROUP', 'tim-room', 'createTextMessage', text, 'High')).toBe(0);
      expect(await ben.hears(`m.payload.text === 'hello room'`)).toMatchObject({
        from: 'room-ana',
        nick: 'Ana',
        avatar,
        priority: 'High',
      });
      const like = { data: 'like', description: '', extension: '' };
      expect(await ben.send('GROUP', 'tim-room', 'createCustomMessage', like, 'Low')).toBe(0);
      expect(await ana.hears(`m.payload.data === 'like'`)).toMatchObject({
        from: 'room-ben',
        priority: 'Low',
      });
      expect(await ana.api('getGroupOnlineMemberCount', 'tim-room')).toEqual({ memberCount: 2 });
      await ana.api('quitGroup', 'tim-room');
      await ben.hears(
        `m.type === '${tip}' && m.payload.operationType === 2 && m.payload.userIDList[0] === 'room-ana'`,
      );
    });

    it('is heard without a login', async () => {
      await createRoom('tim-guests');
      const [ana, guest] = await Promise.all([open('guest-ana'), open()]);
      const joined = await guest.api<{ status: string }>('joinGroup', { groupID: 'tim-guests' });
      expect(joined.status).toBe('JoinedSuccess');
      await ana.api('joinGroup', { groupID: 'tim-guests' });
      await ana.send('GROUP', 'tim-guests', 'createTextMessage', { text: 'to all' }, 'Normal');
      expect(await guest.hears(`m.payload.text === 'to all'`)).toMatchObject({ from: 'guest-ana' });
      const Content = 'the show begins';
      const body = { GroupId: 'tim-guests', Content };
      await callRest(runtime.administrator, 'group_open_http_svc.send_group_system_notification', body);
      expect(await guest.hears(`m.payload.userDefinedField === '${Content}'`)).toMatchObject({
        payload: { operationType: 255 },
      });
    });
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

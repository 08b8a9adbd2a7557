import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

const sdkPath = require.resolve('tim-js-sdk/tim-js.js');

/** What runs in the page; `TIM` is the package's global. */
const pageScript = `
  window.received = [];
  window.start = async (url, sdkAppId, userID, userSig) => {
    const tim = TIM.create({ SDKAppID: sdkAppId, proxyServer: url, devMode: true });
    tim.setLogLevel(4);
    const ready = new Promise(resolve => tim.on(TIM.EVENT.SDK_READY, resolve));
    tim.on(TIM.EVENT.MESSAGE_RECEIVED, ({ data }) => window.received.push(...data.map(({ from, payload }) => ({ from, text: payload.text }))));
    await tim.login({ userID, userSig });
    await ready;
    window.send = (to, text) => tim.sendMessage(
      tim.createTextMessage({ to, conversationType: TIM.TYPES.CONV_C2C, payload: { text } })
    ).then(({ code }) => code);
  };
`;

const servePage = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    if (request.url === '/sdk.js')
      response.setHeader('content-type', 'text/javascript').end(readFileSync(sdkPath));
    else {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><title>tim-js-sdk</title><script src="/sdk.js"></script><script>${pageScript}</script>`,
      );
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** `tim-js-sdk` 2.27.6, unmodified, in Chromium, against the synthesized stack. */
describe('the older published client in a browser', () => {
  let runtime: Runtime;
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    [runtime, browser, server] = await Promise.all([startRuntime(), launchBrowser(), servePage()]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await runtime?.stop();
  });

  const open = async (user: string): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const { socketUrl, sdkAppId } = runtime;
    const args = JSON.stringify([socketUrl, sdkAppId, user, runtime.userSig(user)]);
    await page.evaluate(`window.start(...${args})`);
    return page;
  };

  const send = (page: Page, to: string, text: string) => page.evaluate(`window.send('${to}', '${text}')`);
  const hears = (page: Page, from: string, text: string) =>
    page.waitForFunction(
      `window.received.some(m => m.from === '${from}' && m.text === '${text}')`,
      undefined,
      {
        timeout: 8000,
      },
    );

  it('logs in and exchanges a message each way', async () => {
    const [ana, ben] = await Promise.all([open('tim-ana'), open('tim-ben')]);
    expect(await send(ana, 'tim-ben', 'hello from a browser')).toBe(0);
    await hears(ben, 'tim-ana', 'hello from a browser');
    expect(await send(ben, 'tim-ana', 'hello back')).toBe(0);
    await hears(ana, 'tim-ben', 'hello back');
  });
});

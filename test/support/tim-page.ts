import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { Runtime } from './runtime.ts';

const sdkPath = require.resolve('tim-js-sdk/tim-js.js');

/** What runs in the page; `TIM` is the package's global, and `tim` is its client. */
const pageScript = `
  window.received = [];
  const shown = ['from', 'to', 'type', 'nick', 'avatar', 'priority', 'payload'];
  const pick = message => Object.fromEntries(shown.map(name => [name, message[name]]));
  window.start = (url, sdkAppId) => {
    window.tim = TIM.create({ SDKAppID: sdkAppId, proxyServer: url, devMode: true });
    tim.setLogLevel(4);
    window.ready = new Promise(resolve => tim.on(TIM.EVENT.SDK_READY, resolve));
    tim.on(TIM.EVENT.MESSAGE_RECEIVED, ({ data }) => window.received.push(...data.map(pick)));
  };
  window.logIn = async (userID, userSig) => {
    await tim.login({ userID, userSig });
    await ready;
  };
  window.api = async (method, ...args) => JSON.parse(JSON.stringify((await tim[method](...args)).data ?? null));
  window.send = async (conversationType, to, create, payload, priority) => {
    const message = tim[create]({ to, conversationType, payload, priority });
    return (await tim.sendMessage(message)).code;
  };
`;

/** A message as the page shows it. */
export interface TimMessage {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly nick: string;
  readonly avatar: string;
  readonly priority: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Serves a page with `tim-js-sdk` 2.27.6, unmodified. */
export const serveTimPage = async (): Promise<Server> => {
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

/** One `tim-js-sdk` in a browser page of its own. */
export class TimPage {
  private constructor(private readonly page: Page) {}

  /** Opens a page and makes its client, which does not log in yet. */
  static async open(browser: Browser, server: Server, { socketUrl, sdkAppId }: Runtime): Promise<TimPage> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const opened = new TimPage(page);
    await opened.run('start', socketUrl, sdkAppId);
    return opened;
  }

  private run<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    return this.page.evaluate(`window.${name}(...${JSON.stringify(args)})`) as Promise<T>;
  }

  logIn(user: string, userSig: string): Promise<void> {
    return this.run('logIn', user, userSig);
  }

  /** Calls any method of the client; the data of its answer. */
  api<T = unknown>(method: string, ...args: readonly unknown[]): Promise<T> {
    return this.run('api', method, ...args);
  }

  /** @param create the method that makes the message @returns 0 */
  send(
    conversation: 'C2C' | 'GROUP',
    to: string,
    create: string,
    payload: object,
    priority?: string,
  ): Promise<number> {
    return this.run('send', conversation, to, create, payload, priority);
  }

  /** Everything received until now, in order. */
  received(): Promise<readonly TimMessage[]> {
    return this.page.evaluate('window.received') as Promise<readonly TimMessage[]>;
  }

  /** Waits for a message, past ones included. @param fits text of a JavaScript expression about `m` */
  async hears(fits: string, timeout = 30_000): Promise<TimMessage> {
    await this.page.waitForFunction(`window.received.some(m => ${fits})`, undefined, { timeout });
    return (await this.page.evaluate(`window.received.find(m => ${fits})`)) as TimMessage;
  }
}

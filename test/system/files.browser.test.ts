import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

const scripts: Readonly<Record<string, string>> = {
  '/tim-js-sdk.js': require.resolve('tim-js-sdk/tim-js.js'),
  '/chat.js': require.resolve('@tencentcloud/chat'),
  '/plugin.js': require.resolve('tim-upload-plugin'),
};

/** What runs in the page. Bytes go in and out as base64. */
const pageScript = `
  const bytesOf = text => Uint8Array.from(atob(text), char => char.charCodeAt(0));
  const textOf = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
  window.received = [];
  window.start = async (url, sdkAppId, userID, userSig, options) => {
    const sdk = window.TIM ?? window.TencentCloudChat;
    const chat = sdk.create({ SDKAppID: sdkAppId, proxyServer: url, devMode: true, ...options });
    chat.setLogLevel(4);
    chat.registerPlugin({ 'tim-upload-plugin': window.TIMUploadPlugin });
    const ready = new Promise(resolve => chat.on(sdk.EVENT.SDK_READY, resolve));
    chat.on(sdk.EVENT.MESSAGE_RECEIVED, ({ data }) => window.received.push(...data.map(({ type, payload }) => ({ type, payload }))));
    await chat.login({ userID, userSig });
    await ready;
    window.send = async (kind, to, name, type, content) => {
      const file = Object.assign(new File([bytesOf(content)], name, { type }), { duration: 3000 });
      let progress = 0;
      const message = chat['create' + kind + 'Message']({ to, conversationType: sdk.TYPES.CONV_C2C, payload: { file }, onProgress: percent => { progress = percent; } });
      const { code } = await chat.sendMessage(message).catch(error => ({ code: error.code + ' ' + error.message }));
      return { code, progress };
    };
  };
  window.download = async url => {
    const response = await fetch(url);
    return { status: response.status, type: response.headers.get('content-type'), content: textOf(new Uint8Array(await response.arrayBuffer())) };
  };
  window.showsPicture = url => new Promise(resolve => {
    const image = new Image();
    image.onload = () => resolve([image.naturalWidth, image.naturalHeight]);
    image.onerror = () => resolve('broken');
    image.src = url;
  });
`;

const servePage = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = scripts[path];
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.end(
      script
        ? readFileSync(script)
        : `<!doctype html><title>files</title><script src="${path}.js"></script><script src="/plugin.js"></script><script>${pageScript}</script>`,
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
};

/** A picture of one pixel. */
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** Every byte there is, some times over. */
const anything = Buffer.from(Array.from({ length: 100_000 }, (_, i) => (i * 7) % 256)).toString('base64');

interface Sent {
  /** Of `create{kind}Message`. */
  readonly kind: string;
  readonly name: string;
  readonly type: string;
  readonly content: string;
  /** Expression that finds the address in the payload that arrives. */
  readonly address: string;
  readonly servedAs: string;
}

const everyKind: readonly Sent[] = [
  {
    kind: 'Image',
    name: 'pixel.png',
    type: 'image/png',
    content: pixel,
    address: 'payload.imageInfoArray[0].url',
    servedAs: 'image/png',
  },
  {
    kind: 'File',
    name: 'メモ.html',
    type: 'text/html',
    content: anything,
    address: 'payload.fileUrl',
    servedAs: 'application/octet-stream',
  },
  {
    kind: 'Audio',
    name: 'voice.mp3',
    type: 'audio/mp3',
    content: anything,
    address: 'payload.url',
    servedAs: 'audio/mpeg',
  },
  {
    kind: 'Video',
    name: 'clip.mp4',
    type: 'video/mp4',
    content: anything,
    address: 'payload.videoUrl',
    servedAs: 'video/mp4',
  },
];

/** Both published clients with `tim-upload-plugin` 1.4.3, unmodified, in Chromium, against the synthesized stack. */
describe('files of published clients in a browser', () => {
  let runtime: Runtime;
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    [runtime, browser, server] = await Promise.all([startRuntime(), launchBrowser(), servePage()]);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    await runtime?.stop();
  });

  const open = async (sdk: string, user: string, options: object): Promise<Page> => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${sdk}`);
    const { socketUrl, sdkAppId } = runtime;
    const args = JSON.stringify([socketUrl, sdkAppId, user, runtime.userSig(user), options]);
    await page.evaluate(`window.start(...${args})`);
    return page;
  };

  const exchange = async (ana: Page, ben: Page, to: string, sent: Sent) => {
    const args = [sent.kind, to, sent.name, sent.type, sent.content];
    const outcome = await ana.evaluate(`window.send(...${JSON.stringify(args)})`);
    expect(outcome).toEqual({ code: 0, progress: 1 });
    await ben.waitForFunction('window.received.length > 0', undefined, { timeout: 30_000 });
    const address = String(await ben.evaluate(`window.received[0].${sent.address}`));
    const got = await ben.evaluate(`window.download(${JSON.stringify(address)})`);
    expect(got).toEqual({ status: 200, type: sent.servedAs, content: sent.content });
    if (sent.kind === 'Image')
      expect(await ben.evaluate(`window.showsPicture(${JSON.stringify(address)})`)).toEqual([1, 1]);
    await ben.evaluate('window.received.length = 0');
  };

  it.each(['tim-js-sdk', 'chat'])(
    'a picture, a file, a sound and a video sent with %s arrive with the same bytes',
    async sdk => {
      const [ana, ben] = await Promise.all([open(sdk, `${sdk}-ana`, {}), open(sdk, `${sdk}-ben`, {})]);
      for (const sent of everyKind) await exchange(ana, ben, `${sdk}-ben`, sent);
    },
  );

  it('so they do when the client is told of proxies of its own', async () => {
    // Proxies stand for https hosts only; the one for downloads points at the local port.
    const options = {
      fileUploadProxy: 'https://proxy.invalid',
      fileDownloadProxy: runtime.restUrl.replace('/v4', ''),
    };
    const [ana, ben] = await Promise.all([open('chat', 'p-ana', options), open('chat', 'p-ben', options)]);
    for (const sent of everyKind) await exchange(ana, ben, 'p-ben', sent);
  });

  it('nothing went wrong behind it', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

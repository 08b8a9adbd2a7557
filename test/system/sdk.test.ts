import { WebSocket } from 'ws';
import { type Client, connect } from '../../lib/sdk/client.ts';
import type { KaiwaError } from '../../lib/sdk/errors.ts';
import type { Message } from '../../lib/sdk/message.ts';
import { eventually } from '../support/eventually.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** Sockets that a test can cut. */
class Cuttable extends WebSocket {
  static readonly all: Cuttable[] = [];

  constructor(url: string) {
    super(url);
    Cuttable.all.push(this);
  }

  /** The network is gone, at once and without a word. */
  static cutAll(): void {
    for (const socket of Cuttable.all.splice(0)) socket.terminate();
  }
}

/** Our client against the synthesized stack. */
describe('the client SDK', () => {
  let runtime: Runtime;
  const clients: Client[] = [];
  let names = 0;

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
  });
  afterAll(() => runtime.stop());

  const newName = (short: string): string => {
    names += 1;
    return `${short}${names}`;
  };

  const log = async (userId: string): Promise<Client> => {
    const { sdkAppId, socketUrl } = runtime;
    const userSig = runtime.userSig(userId);
    const client = await connect({
      url: `${socketUrl}/info`,
      sdkAppId,
      userId,
      userSig,
      WebSocket: Cuttable,
    });
    clients.push(client);
    return client;
  };
  const twoPeople = async () => [await log(newName('ana')), await log(newName('ben'))] as const;

  const next = <Name extends Parameters<Client['on']>[0]>(client: Client, name: Name) =>
    new Promise<Parameters<Parameters<typeof client.on<Name>>[1]>[0]>(resolve => {
      const stop = client.on(name, value => {
        stop();
        resolve(value);
      });
    });

  it('sends text and app-defined data, which arrive as they were sent', async () => {
    const [ana, ben] = await twoPeople();
    const text = next(ben, 'message');
    const sent = await ana.sendText(ben.userId, 'hello', { cloudCustomData: 'x' });
    expect(await text).toEqual({ ...sent, mine: false, peer: ana.userId });
    const custom = next(ana, 'message');
    await ben.sendCustom(ana.userId, { data: '{"gift":1}', description: 'a gift' });
    expect((await custom).body).toMatchObject([
      { MsgType: 'TIMCustomElem', MsgContent: { Data: '{"gift":1}', Desc: 'a gift' } },
    ]);
  });

  it('tells the sender what is read, and everybody what is taken back', async () => {
    const [ana, ben] = await twoPeople();
    const arrived = next(ben, 'message');
    const sent = await ana.sendText(ben.userId, 'oops');
    await arrived;
    const read = next(ana, 'read');
    await ben.markRead(ana.userId);
    expect(await read).toEqual({ peer: ben.userId, by: 'peer', until: sent.time });
    const recalled = next(ben, 'recalled');
    await ana.recall(sent);
    expect(await recalled).toMatchObject({ id: sent.id, peer: ana.userId, by: ana.userId });
    const { messages } = await ben.history(ana.userId);
    expect(messages).toMatchObject([{ id: sent.id, recalled: true }]);
  });

  it('reads history page by page, without gap or repetition, and the list of conversations', async () => {
    const [ana, ben] = await twoPeople();
    const sent: string[] = [];
    for (let i = 0; i < 7; i += 1) sent.push((await ana.sendText(ben.userId, `line ${i}`)).id);
    const read: string[] = [];
    let before: Awaited<ReturnType<Client['history']>>['older'];
    do {
      const page = await ben.history(ana.userId, { count: 3, ...(before && { before }) });
      read.unshift(...page.messages.map(({ id }) => id));
      before = page.older;
    } while (before);
    expect([...read].sort()).toEqual([...sent].sort());
    const [conversation] = await ben.conversations();
    expect(conversation).toMatchObject({ peer: ana.userId, pinned: false });
  });

  it('loses and doubles nothing when the network is cut again and again', async () => {
    const [ana, ben] = await twoPeople();
    const received: Message[] = [];
    ben.on('message', message => received.push(message));
    const sent: string[] = [];
    for (let i = 0; i < 24; i += 1) {
      const sending = ana.sendText(ben.userId, `message ${i}`);
      if (i % 8 === 3) Cuttable.cutAll();
      sent.push((await sending).id);
    }
    await eventually(() => received.length >= sent.length);
    expect(received.map(({ id }) => id).sort()).toEqual([...sent].sort());
    const { messages } = await ben.history(ana.userId, { count: 100 });
    expect(messages).toHaveLength(24);
  });

  it('is told when the account logs in elsewhere, and when an administrator ends its login', async () => {
    const name = newName('ana');
    const first = await log(name);
    const kicked = next(first, 'kicked');
    const second = await log(name);
    expect(await kicked).toMatchObject({ code: 3003 });
    const ended = next(second, 'kicked');
    // A kick ends the UserSigs of seconds that are over.
    await callRest(runtime.administrator, 'im_open_login_svc.kick', { UserID: name });
    expect(await ended).toMatchObject({ code: 3006 });
  });

  it('is refused with the documented code', async () => {
    const [ana] = await twoPeople();
    await expect(ana.sendText('nobody', 'hello')).rejects.toMatchObject({
      name: 'KaiwaError',
      retryable: false,
    });
    const userSig = runtime.userSig('ana', { key: 'another key' });
    const refused = connect({
      url: `${runtime.socketUrl}/info`,
      sdkAppId: runtime.sdkAppId,
      userId: 'ana',
      userSig,
      WebSocket: Cuttable,
    });
    const error = await refused.catch((reason: KaiwaError) => reason);
    expect(error).toMatchObject({ code: 70009 });
  });
});

import { type ClientMessage, PublishedClient } from '../support/published-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** Merged messages of `@tencentcloud/chat` 3.6.6, unmodified, against the synthesized stack. */
describe('the published client', () => {
  let runtime: Runtime;
  let ana: PublishedClient;
  let ben: PublishedClient;
  let names: readonly string[];
  let pairs = 0;

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterAll(() => runtime?.stop());

  const loggedIn = async (name: string): Promise<PublishedClient> => {
    const client = new PublishedClient(runtime.socketUrl, runtime.sdkAppId);
    await client.login(name, runtime.userSig(name));
    return client;
  };
  beforeEach(async () => {
    pairs += 1;
    names = [`ana${pairs}`, `ben${pairs}`];
    [ana, ben] = (await Promise.all(names.map(loggedIn))) as [PublishedClient, PublishedClient];
  });
  afterEach(() => Promise.all([ana, ben].map(client => client.stop())));

  const toBen = () => names[1] as string;
  const text = (words: string, more: object = {}) =>
    ana.call<ClientMessage>('sendText', toBen(), words, more);
  const received = async (client: PublishedClient, fits: (message: ClientMessage) => boolean) => {
    const list = await client.event<ClientMessage[]>('onMessageReceived', all => all.some(fits));
    return list.find(fits) as ClientMessage;
  };
  /** Sends messages and merges them. @returns the merged message as Ben gets it, and what was said in it */
  const merged = async (count: number, bytes: number) => {
    const sent: ClientMessage[] = [];
    for (let i = 0; i < count; i += 1) sent.push(await text(`${i} ${'x'.repeat(bytes)}`));
    const ids = sent.map(({ ID }) => ID);
    await ana.call('merge', toBen(), ids, { abstractList: ['ana: 0', 'ana: 1'] });
    const message = await received(ben, ({ type }) => type === 'TIMRelayElem');
    return { message, said: sent.map(({ payload }) => payload.text) };
  };
  const saidIn = ({ payload }: ClientMessage) =>
    (payload.messageList as { messageBody: { payload: { text: string } }[] }[]).map(
      ({ messageBody }) => messageBody[0]?.payload.text,
    );

  it('sends a merged message with its messages inside', async () => {
    const { message, said } = await merged(3, 10);
    expect(message.payload).toMatchObject({
      title: 'a talk',
      abstractList: ['ana: 0', 'ana: 1'],
      compatibleText: 'update',
      downloadKey: '',
      layersOverLimit: false,
    });
    expect(saidIn(message)).toEqual(said);
  });

  it('sends a merged message of more than 12 KB, and fetches its messages', async () => {
    const { message, said } = await merged(10, 2000);
    expect(message.payload).toMatchObject({ title: 'a talk', messageList: [] });
    expect(message.payload.downloadKey).toMatch(/^\d+_[\w-]{27}$/);
    expect(saidIn(await ben.call<ClientMessage>('download', message.ID))).toEqual(said);
  });

  it('forwards merged messages, fetched or not', async () => {
    const { message, said } = await merged(10, 2000);
    await ben.call('forward', names[0], message.ID);
    const unfetched = await received(ana, ({ type, flow }) => type === 'TIMRelayElem' && flow === 'in');
    expect(saidIn(await ana.call<ClientMessage>('download', unfetched.ID))).toEqual(said);

    await ben.call('download', message.ID);
    await ben.call('forward', names[0], message.ID);
    const fetched = await received(ana, one => one.flow === 'in' && one.ID !== unfetched.ID);
    expect(saidIn(await ana.call<ClientMessage>('download', fetched.ID))).toEqual(said);
  });

  it('forwards a text', async () => {
    const { ID } = await text('pass it on');
    await received(ben, one => one.ID === ID);
    await ben.call('forward', names[0], ID);
    expect(await received(ana, ({ flow }) => flow === 'in')).toMatchObject({
      from: toBen(),
      payload: { text: 'pass it on' },
    });
  });

  it('keeps extensions of messages to the plans of its vendor', async () => {
    const { ID } = await text('dinner?', { isSupportExtension: true });
    const refused = ana.call('setExtensions', ID, [{ key: 'fish', value: '1' }]);
    await expect(refused).rejects.toMatchObject({ code: 3122 });
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

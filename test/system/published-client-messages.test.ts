import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError, type ClientMessage, PublishedClient } from '../support/published-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface ExtensionResult {
  readonly code: number;
  readonly key: string;
  readonly value: string;
}

/** Merged messages and message extensions of `@tencentcloud/chat` 3.6.6, unmodified, against the synthesized stack. */
describe('the published client', () => {
  let runtime: Runtime;
  let ana: PublishedClient;
  let ben: PublishedClient;
  let names: readonly string[];
  let pairs = 0;

  beforeAll(async () => {
    runtime = await startRuntime();
  }, 60_000);
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
  }, 30_000);

  it('forwards merged messages, fetched or not', async () => {
    const { message, said } = await merged(10, 2000);
    await ben.call('forward', names[0], message.ID);
    const unfetched = await received(ana, ({ type, flow }) => type === 'TIMRelayElem' && flow === 'in');
    expect(saidIn(await ana.call<ClientMessage>('download', unfetched.ID))).toEqual(said);

    await ben.call('download', message.ID);
    await ben.call('forward', names[0], message.ID);
    const fetched = await received(ana, one => one.flow === 'in' && one.ID !== unfetched.ID);
    expect(saidIn(await ana.call<ClientMessage>('download', fetched.ID))).toEqual(said);
  }, 30_000);

  it('forwards a text', async () => {
    const { ID } = await text('pass it on');
    await received(ben, one => one.ID === ID);
    await ben.call('forward', names[0], ID);
    expect(await received(ana, ({ flow }) => flow === 'in')).toMatchObject({
      from: toBen(),
      payload: { text: 'pass it on' },
    });
  });

  /** Which features are open a client learns some time after its login. */
  const extend = async (client: PublishedClient, id: string, pairs: Readonly<Record<string, string>>) => {
    const extensions = Object.entries(pairs).map(([key, value]) => ({ key, value }));
    for (const end = Date.now() + 10_000; ; await sleep(100)) {
      try {
        return await client.call<ExtensionResult[]>('setExtensions', id, extensions);
      } catch (error) {
        if (!(error instanceof ClientError && error.code === 3122) || Date.now() > end) throw error;
      }
    }
  };
  const extensible = async (): Promise<string> => {
    const { ID } = await text('dinner?', { isSupportExtension: true });
    await received(ben, one => one.ID === ID);
    return ID;
  };
  const extensionsOf = (client: PublishedClient, id: string) => client.call('extensions', id);

  it('extends a message, and the other client hears of it', async () => {
    const id = await extensible();
    expect(await extend(ana, id, { fish: '1', meat: '2' })).toEqual([
      { code: 0, key: 'fish', value: '1' },
      { code: 0, key: 'meat', value: '2' },
    ]);
    const set = await ben.event<{ messageID: string; extensions: object[] }>('onMessageExtensionsUpdated');
    expect(set).toEqual({
      messageID: id,
      extensions: [
        { key: 'fish', value: '1' },
        { key: 'meat', value: '2' },
      ],
    });

    await ana.call('deleteExtensions', id, ['fish']);
    expect(await ben.event('onMessageExtensionsDeleted')).toEqual({ messageID: id, keyList: ['fish'] });
    await sleep(1500);
    expect(await extensionsOf(ben, id)).toEqual([{ key: 'meat', value: '2' }]);

    await ana.call('deleteExtensions', id);
    await ben.event<{ keyList: string[] }>('onMessageExtensionsDeleted', ({ keyList }) =>
      keyList.includes('meat'),
    );
    expect(await extensionsOf(ben, id)).toEqual([]);
  }, 30_000);

  it('that loses against another learns what the key holds, and may then change it', async () => {
    const id = await extensible();
    await Promise.all([extend(ana, id, { ana: 'here' }), extend(ben, id, { ben: 'here' })]);
    // Who hears of the other in time does not lose.
    for (let seat = 1; seat <= 20; seat += 1) {
      const key = `seat${seat}`;
      const clients = [ana, ben];
      const all = await Promise.all(clients.map((client, i) => extend(client, id, { [key]: `${i}` })));
      const loser = all.findIndex(([result]) => result?.code === 23_001);
      if (loser === -1) continue;
      expect(all[loser]).toEqual([{ code: 23_001, key, value: `${1 - loser}` }]);
      const again = await extend(clients[loser] as PublishedClient, id, { [key]: 'mine' });
      expect(again).toEqual([{ code: 0, key, value: 'mine' }]);
      return;
    }
    throw new Error('nobody lost');
  }, 30_000);

  it('that was away reads what was set, deleted and set anew meanwhile', async () => {
    const id = await extensible();
    await extend(ana, id, { fish: '1', meat: '2' });
    await ben.event('onMessageExtensionsUpdated');
    await sleep(1500);
    await extensionsOf(ben, id);
    await ben.call('cutConnection');
    await extend(ana, id, { fish: '3', soup: '4' });
    await ana.call('deleteExtensions', id, ['meat']);
    await sleep(3000);
    await extend(ana, id, { bread: '5' });
    await ben.event<{ extensions: { key: string }[] }>('onMessageExtensionsUpdated', ({ extensions }) =>
      extensions.some(({ key }) => key === 'bread'),
    );
    const wanted = [
      { key: 'bread', value: '5' },
      { key: 'fish', value: '3' },
      { key: 'soup', value: '4' },
    ];
    const seen = (await extensionsOf(ben, id)) as { key: string }[];
    expect([...seen].sort((one, other) => (one.key < other.key ? -1 : 1))).toEqual(wanted);
  }, 30_000);

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

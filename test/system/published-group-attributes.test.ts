import type { PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

type Attributes = Readonly<Record<string, string>>;

interface Updated {
  readonly groupID: string;
  readonly groupAttributes: Attributes;
}

/** Attributes of groups in `@tencentcloud/chat` 3.6.6, unmodified, with what a second client hears of them. */
describe('attributes of the published client', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const group = <T = unknown>(client: PublishedClient, method: string, ...args: readonly unknown[]) =>
    client.call<T>('group', method, ...args);

  /** A group of a first client, with a second one in it. */
  const two = async (type: string) => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([ana, ben].map(name => clients.loggedIn(name)));
    if (!one || !other) throw new Error('two clients were to log in');
    const { group: made } = await group<{ group: { groupID: string } }>(one, 'createGroup', {
      type,
      name: 'Hikers',
      ...(type !== 'AVChatRoom' && { memberList: [{ userID: ben }] }),
    });
    const { groupID } = made;
    if (type === 'AVChatRoom') {
      for (const client of [one, other]) await group(client, 'joinGroup', { groupID });
    }
    return { one, other, groupID };
  };

  const hears = async (client: PublishedClient, groupID: string, attributes: Attributes) => {
    const same = (data: Updated) =>
      data.groupID === groupID && JSON.stringify(data.groupAttributes) === JSON.stringify(attributes);
    return client.event<Updated>('groupAttributesUpdated', same);
  };

  it.each(['Public', 'AVChatRoom'])(
    'of a %s are made, changed, deleted and read, and heard of by the other',
    async type => {
      const { one, other, groupID } = await two(type);
      await group(other, 'getGroupAttributes', { groupID, keyList: [] });
      await group(one, 'initGroupAttributes', {
        groupID,
        groupAttributes: { route: 'north', state: 'open' },
      });
      await hears(other, groupID, { route: 'north', state: 'open' });
      await group(other, 'setGroupAttributes', { groupID, groupAttributes: { state: 'closed' } });
      await hears(one, groupID, { route: 'north', state: 'closed' });
      await group(one, 'deleteGroupAttributes', { groupID, keyList: ['route'] });
      await hears(other, groupID, { state: 'closed' });
      expect(await group(other, 'getGroupAttributes', { groupID, keyList: [] })).toMatchObject({
        groupAttributes: { state: 'closed' },
      });
      await group(one, 'deleteGroupAttributes', { groupID, keyList: [] });
      await hears(other, groupID, {});
    },
  );

  it('are refused to who has not seen what they are, until it has read them', async () => {
    const { one, groupID } = await two('ChatRoom');
    await group(one, 'initGroupAttributes', { groupID, groupAttributes: { seat: 'ana' } });
    const late = await clients.loggedIn(clients.newName('cho'));
    const take = () => group(late, 'setGroupAttributes', { groupID, groupAttributes: { seat: 'cho' } });
    await expect(take()).rejects.toMatchObject({ code: 10_007 });
    await group(late, 'joinGroup', { groupID });
    await expect(take()).rejects.toMatchObject({ code: 10_056 });
    expect(await group(late, 'getGroupAttributes', { groupID, keyList: [] })).toMatchObject({
      groupAttributes: { seat: 'ana' },
    });
    await take();
    await hears(one, groupID, { seat: 'cho' });
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import type { ClientMessage, PublishedClient } from '../support/published-client.ts';
import { PublishedClients } from '../support/published-clients.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

interface Conversation {
  readonly conversationID: string;
  readonly unreadCount: number;
  readonly lastMessage: { readonly messageForShow: string };
}

/** Groups of `@tencentcloud/chat` 3.6.6, unmodified, whose connection breaks. */
describe('groups of the published client over a broken connection', () => {
  let runtime: Runtime;
  const clients = new PublishedClients(() => runtime);

  beforeAll(async () => {
    runtime = await startRuntime();
  });
  afterEach(() => clients.stop());
  afterAll(() => runtime?.stop());

  const say = (client: PublishedClient, to: string, text: string) =>
    client.call<ClientMessage>('sendToGroup', to, 'createTextMessage', { text });
  const textsHeard = (client: PublishedClient) =>
    client.received().flatMap(({ type, payload }) => (type === 'TIMTextElem' ? [payload.text] : []));
  const heard = async (client: PublishedClient, last: string): Promise<void> => {
    await eventually(
      () => textsHeard(client),
      texts => texts.includes(last),
    );
  };
  const shown = async (client: PublishedClient, group: string) => {
    const all = await client.call<readonly Conversation[]>('conversations');
    return all.find(({ conversationID }) => conversationID === `GROUP${group}`);
  };
  const history = async (client: PublishedClient, group: string) => {
    const { messageList } = await client.call<{ messageList: ClientMessage[] }>('groupHistory', group);
    const said = messageList.filter(({ type }) => type === 'TIMTextElem');
    return said
      .sort((one, other) => one.sequence - other.sequence)
      .map(({ payload, isRevoked }) => (isRevoked ? 'revoked' : payload.text));
  };
  /** Two in a group in which something was said, and read. */
  const two = async () => {
    const [ana, ben] = [clients.newName('ana'), clients.newName('ben')];
    const [one, other] = await Promise.all([clients.loggedIn(ana), clients.loggedIn(ben)]);
    const options = { type: 'Public', name: 'Hikers', memberList: [{ userID: ben }] };
    const created = await one.call<{ group: { groupID: string } }>('group', 'createGroup', options);
    const { groupID } = created.group;
    const first = await say(one, groupID, 'before');
    await heard(other, 'before');
    await other.call('readGroup', groupID);
    return { ana, ben, one, other, groupID, first };
  };

  it('bring what is said during a short break, each message once', async () => {
    const { one, other, groupID } = await two();
    await other.call('cutConnection');
    const said = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
    for (const text of said) await say(one, groupID, text);
    await heard(other, 'm6');
    await sleep(2000);
    expect(textsHeard(other).toSorted()).toEqual(['before', ...said]);
    expect(await history(other, groupID)).toEqual(['before', ...said]);
  });

  it('bring what was said during a long break, in order', async () => {
    const { one, other, groupID } = await two();
    await other.call('pullCable');
    const said = ['m1', 'm2', 'm3'];
    for (const text of said) await say(one, groupID, text);
    await sleep(2000);
    await other.call('plugCableIn');
    await heard(other, 'm3');
    expect(textsHeard(other)).toEqual(['before', ...said]);
    const counted = await eventually(
      () => shown(other, groupID),
      seen => seen?.unreadCount === said.length,
    );
    expect(counted).toMatchObject({ lastMessage: { messageForShow: 'm3' } });
  });

  it('tell what was modified during a break, also where something else was missed', async () => {
    const { one, other, groupID } = await two();
    const second = await say(one, groupID, 'at one');
    await heard(other, 'at one');
    await other.call('pullCable');
    await one.call('modify', second.ID, { text: 'at two' });
    await say(one, groupID, 'missed');
    await sleep(2000);
    await other.call('plugCableIn');
    await heard(other, 'missed');
    const modified = await other.event<readonly ClientMessage[]>('onMessageModified');
    expect(modified).toMatchObject([{ ID: second.ID, payload: { text: 'at two' } }]);
    expect(await history(other, groupID)).toEqual(['before', 'at two', 'missed']);
    expect(other.events.filter(({ event }) => event === 'onMessageModified')).toHaveLength(1);
  }, 60_000);

  // It asks for recalls in groups of which it has every message.
  it('tell what was taken back during a break', async () => {
    const { one, other, first } = await two();
    await other.call('pullCable');
    await one.call('revoke', first.ID);
    await sleep(2000);
    await other.call('plugCableIn');
    const revoked = await other.event<readonly ClientMessage[]>('onMessageRevoked');
    expect(revoked).toMatchObject([{ sequence: first.sequence }]);
  });

  it('send what was written during the break, once', async () => {
    const { one, other, groupID } = await two();
    await other.call('pullCable');
    const writing = say(other, groupID, 'from the tunnel');
    await sleep(1000);
    await other.call('plugCableIn');
    expect(await writing).toMatchObject({ flow: 'out', payload: { text: 'from the tunnel' } });
    await heard(one, 'from the tunnel');
    await sleep(1000);
    expect(textsHeard(one)).toEqual(['from the tunnel']);
    expect(await history(one, groupID)).toEqual(['before', 'from the tunnel']);
  });

  it('are gone for who was taken out meanwhile', async () => {
    const { ben, one, other, groupID } = await two();
    await other.call('pullCable');
    await one.call('group', 'deleteGroupMember', { groupID, userIDList: [ben] });
    await say(one, groupID, 'among us');
    await other.call('plugCableIn');
    await sleep(5000);
    expect(textsHeard(other)).toEqual(['before']);
    await expect(say(other, groupID, 'hello?')).rejects.toMatchObject({ code: expect.any(Number) });
  });

  it('leave no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

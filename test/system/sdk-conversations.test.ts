import { WebSocket } from 'ws';
import { type Client, connect } from '../../lib/sdk/client.ts';
import { ModifiedMeanwhile } from '../../lib/sdk/message-changes.ts';
import type { ClientEvents } from '../../lib/sdk/receiver.ts';
import { callRest } from '../support/rest-client.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** Two devices of one account and somebody who writes to it, through our client, against the synthesized stack. */
describe('conversations in the client SDK', () => {
  let runtime: Runtime;
  const clients: Client[] = [];
  let names = 0;

  beforeAll(async () => {
    runtime = await startRuntime();
    const { Version } = await callRest(runtime.administrator, 'kaiwa_app_svc.get_settings', {});
    const Settings = { webInstances: 2 };
    await callRest(runtime.administrator, 'kaiwa_app_svc.set_settings', { Version, Settings });
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
  });
  afterAll(() => runtime.stop());

  const log = async (userId: string): Promise<Client> => {
    const { sdkAppId, socketUrl } = runtime;
    const userSig = runtime.userSig(userId);
    const client = await connect({ url: `${socketUrl}/info`, sdkAppId, userId, userSig, WebSocket });
    clients.push(client);
    return client;
  };
  const three = async () => {
    names += 1;
    const [ana, ben] = [`ana${names}`, `ben${names}`];
    const [phone, desk] = [await log(ana), await log(ana)];
    return { phone, desk, ben: await log(ben), ana };
  };
  const next = <Name extends keyof ClientEvents>(
    client: Client,
    name: Name,
    fits: (value: ClientEvents[Name]) => boolean = () => true,
  ) =>
    new Promise<ClientEvents[Name]>(resolve => {
      const stop = client.on(name, value => {
        if (!fits(value)) return;
        stop();
        resolve(value);
      });
    });
  const both = (...devices: readonly Client[]) => ({
    hear: <Name extends keyof ClientEvents>(name: Name, fits?: (value: ClientEvents[Name]) => boolean) =>
      Promise.all(devices.map(device => next(device, name, fits))),
  });

  it('are pinned, marked, noted, grouped and muted on one device, and so on the other', async () => {
    const { phone, desk, ben, ana } = await three();
    const arrived = both(phone, desk).hear('message');
    await ben.sendText(ana, 'hello');
    await arrived;
    const pinned = next(desk, 'pinned');
    await phone.chats.pin([ben.userId]);
    expect(await pinned).toEqual({ peers: [ben.userId], pinned: true });
    const marked = next(desk, 'marked');
    await phone.chats.mark(ben.userId, 'favourite', 40);
    expect(await marked).toEqual({ peer: ben.userId, marks: ['favourite', 40], note: '' });
    const noted = next(desk, 'marked');
    await phone.chats.setNote(ben.userId, 'vip');
    expect(await noted).toMatchObject({ note: 'vip' });
    const grouped = next(desk, 'grouped');
    await phone.contactGroups.create('work', [ben.userId]);
    expect(await grouped).toEqual({ name: 'work' });
    const muted = next(desk, 'reminder');
    await phone.chats.remind([ben.userId], 'quiet');
    expect(await muted).toEqual({ peer: ben.userId, reminder: 'quiet' });
    expect([phone.unread.total, desk.unread.total]).toEqual([0, 0]);
    const [group] = await desk.contactGroups.list();
    expect(await desk.conversations()).toMatchObject([
      {
        peer: ben.userId,
        pinned: true,
        marks: ['favourite', 40],
        note: 'vip',
        groups: [group?.id],
        reminder: 'quiet',
      },
    ]);
  });

  it('count what is unread on both devices alike, until it is read on one', async () => {
    const { phone, desk, ben, ana } = await three();
    const counted = both(phone, desk).hear('unread', ({ total }) => total === 3);
    for (const text of ['one', 'two', 'three']) await ben.sendText(ana, text);
    await counted;
    expect(phone.unread.of).toEqual(new Map([[ben.userId, 3]]));
    const gone = next(desk, 'unread', ({ total }) => total === 0);
    await phone.markRead(ben.userId);
    await gone;
    const again = both(phone, desk).hear('unread', ({ total }) => total === 1);
    const sent = await ben.sendText(ana, 'four');
    await again;
    const takenBack = both(phone, desk).hear('unread', ({ total }) => total === 0);
    await ben.recall(sent);
    await takenBack;
  });

  it('count what came before the login, and are all read at once', async () => {
    const { desk, ben, ana } = await three();
    const arrived = next(desk, 'unread', ({ total }) => total === 2);
    await ben.sendText(ana, 'one');
    await ben.sendText(ana, 'two');
    await arrived;
    // It takes the place of the oldest of three.
    const fresh = await log(ana);
    expect(fresh.unread).toEqual({ total: 2, of: new Map([[ben.userId, 2]]) });
    const told = next(ben, 'read');
    const gone = next(desk, 'unread', ({ total }) => total === 0);
    await fresh.markAllRead();
    expect(await told).toMatchObject({ peer: ana, by: 'peer' });
    await gone;
    expect(fresh.unread.total).toBe(0);
  });

  it('are emptied and deleted on both devices, and keep what the other one has', async () => {
    const { phone, desk, ben, ana } = await three();
    const arrived = both(phone, desk).hear('message');
    await ben.sendText(ana, 'hello');
    await arrived;
    const emptied = next(desk, 'emptied');
    await phone.chats.empty(ben.userId);
    expect(await emptied).toEqual({ peers: [ben.userId] });
    expect((await desk.history(ben.userId)).messages).toEqual([]);
    expect(await desk.conversations()).toMatchObject([{ peer: ben.userId, lastText: '' }]);
    const deleted = next(desk, 'deleted');
    await phone.chats.delete([ben.userId]);
    expect(await deleted).toEqual({ peers: [ben.userId] });
    expect(await desk.conversations()).toEqual([]);
    expect((await ben.history(ana)).messages).toMatchObject([{ text: 'hello' }]);
  });

  it('hold messages that are modified, confirmed and deleted for one side', async () => {
    const { phone, desk, ben, ana } = await three();
    const arrived = next(phone, 'message');
    const sent = await ben.sendText(ana, 'helo', { needsReceipt: true });
    const received = await arrived;
    expect(received).toMatchObject({ needsReceipt: true, version: 0 });
    const modified = both(phone, desk).hear('modified');
    const corrected = await ben.modify(sent, { text: 'hello' });
    expect(await modified).toMatchObject([
      { id: sent.id, text: 'hello', version: 1 },
      { id: sent.id, text: 'hello', version: 1 },
    ]);
    const late = await phone.modify(received, { text: 'hi' }).catch((error: unknown) => error);
    expect(late).toBeInstanceOf(ModifiedMeanwhile);
    expect(late).toMatchObject({ current: { id: sent.id, text: 'hello', version: 1 } });
    const confirmed = next(ben, 'confirmed');
    await desk.confirmRead(received);
    expect(await confirmed).toEqual({ ids: [sent.id], by: ana });
    expect((await ben.history(ana)).messages).toMatchObject([
      { id: corrected.id, readByPeer: true, version: 1 },
    ]);
    await phone.deleteForMe(received);
    expect((await desk.history(ben.userId)).messages).toEqual([]);
    expect((await ben.history(ana)).messages).toHaveLength(1);
  });

  it('hold merged messages, whose lists are fetched when they are long', async () => {
    const { phone, ben, ana } = await three();
    const arrived = next(phone, 'message');
    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'one of many' } }];
    const MsgList = [{ From_Account: ben.userId, MsgTimeStamp: 1_700_000_000, MsgBody }];
    const long = await callRest(runtime.administrator, 'im_long_msg.save_relay_json_msg', { MsgList });
    const MsgContent = { Title: 'chat', CompatibleText: 'a chat', JsonMsgKey: long.JsonMsgKey };
    await callRest(runtime.administrator, 'openim.sendmsg', {
      From_Account: ben.userId,
      To_Account: ana,
      MsgRandom: 1,
      MsgBody: [{ MsgType: 'TIMRelayElem', MsgContent }],
    });
    expect(await phone.mergedIn(await arrived)).toMatchObject([
      { from: ben.userId, text: 'one of many', time: 1_700_000_000 },
    ]);
  });

  it('carry what is for who is there without keeping it', async () => {
    const { phone, ben, ana } = await three();
    const typing = next(phone, 'message');
    await ben.sendCustom(ana, { data: 'typing' }, { onlineOnly: true });
    await typing;
    expect(phone.unread.total).toBe(0);
    expect((await phone.history(ben.userId)).messages).toEqual([]);
  });

  it('leave no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

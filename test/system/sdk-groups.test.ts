import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type Client, connect } from '../../lib/sdk/client.ts';
import type { GroupNotice, GroupTip } from '../../lib/sdk/group-events.ts';
import type { GroupMessage } from '../../lib/sdk/group-message.ts';
import { eventually } from '../support/eventually.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';

/** Sockets that a test can cut. */
class Cuttable extends WebSocket {
  static readonly all: Cuttable[] = [];

  constructor(url: string) {
    super(url);
    Cuttable.all.push(this);
  }
}

/** A client with everything that groups have told it. */
interface Listener {
  readonly client: Client;
  readonly name: string;
  readonly messages: GroupMessage[];
  readonly tips: GroupTip[];
  readonly notices: GroupNotice[];
  readonly socket: () => Cuttable;
}

/** Groups and live rooms of our client against the synthesized stack. */
describe('groups of the client SDK', () => {
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

  const listener = async (short: string): Promise<Listener> => {
    names += 1;
    const name = `${short}${names}`;
    const own: Cuttable[] = [];
    class Own extends Cuttable {
      constructor(url: string) {
        super(url);
        own.push(this);
      }
    }
    const client = await connect({
      url: `${runtime.socketUrl}/info`,
      sdkAppId: runtime.sdkAppId,
      userId: name,
      userSig: runtime.userSig(name),
      WebSocket: Own,
    });
    clients.push(client);
    const heard = { messages: [] as GroupMessage[], tips: [] as GroupTip[], notices: [] as GroupNotice[] };
    client.on('groupMessage', message => heard.messages.push(message));
    client.on('groupTip', tip => heard.tips.push(tip));
    client.on('groupNotice', notice => heard.notices.push(notice));
    return { client, name, ...heard, socket: () => own.at(-1) as Cuttable };
  };
  const texts = ({ messages }: Listener) => messages.map(({ text }) => text);

  it('makes a group, speaks in it, reads it back and says how much is unread', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const group = await ana.client.groups.create({
      kind: 'Public',
      name: 'Hikers',
      members: [ben.name],
    });
    const sent = await ana.client.groups.sendText(group, 'hello', { mention: [ben.name] });
    expect(sent).toMatchObject({ group, from: ana.name, mine: true, seq: 1, dropped: false });
    await eventually(() => texts(ben).includes('hello'));
    expect(ben.messages).toMatchObject([{ id: sent.id, seq: 1, mine: false, mentions: [ben.name] }]);
    expect(ana.messages).toEqual([]);
    expect(await ben.client.groups.list()).toMatchObject([
      { group, name: 'Hikers', lastText: 'hello', unread: 1 },
    ]);
    await ben.client.groups.markRead(group);
    expect(await ben.client.groups.list()).toMatchObject([{ group, unread: 0 }]);
    for (const text of ['two', 'three', 'four']) await ben.client.groups.sendText(group, text);
    const page = await ana.client.groups.history(group, { count: 3 });
    expect(page.entries).toMatchObject([{ text: 'two' }, { text: 'three' }, { text: 'four' }]);
    const older = await ana.client.groups.history(group, { before: page.older ?? 0 });
    expect(older.entries).toMatchObject([{ text: 'hello' }]);
    expect(older.older).toBeUndefined();
  });

  it('takes messages back, for everybody', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const group = await ana.client.groups.create({ kind: 'Meeting', name: 'Talk', members: [ben.name] });
    const sent = await ana.client.groups.sendText(group, 'oops');
    const recalled = new Promise(resolve => ben.client.on('groupRecalled', resolve));
    await ana.client.groups.recall(sent);
    expect(await recalled).toMatchObject({ id: sent.id, group, by: ana.name });
    await expect(ben.client.groups.recall({ group, seq: 99 })).rejects.toMatchObject({ code: 10_030 });
  });

  it('comes in, hears who else comes and goes, and that the group is no more', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const group = await ana.client.groups.create({ kind: 'Public', name: 'Open', admission: 'FreeAccess' });
    expect(await ben.client.groups.join(group)).toBe('joined');
    await eventually(() => ana.tips.length > 0);
    expect(ana.tips).toMatchObject([{ group, what: 'joined', members: [ben.name] }]);
    await ben.client.groups.quit(group);
    await eventually(() => ana.tips.length > 1);
    expect(ana.tips[1]).toMatchObject({ what: 'left', by: ben.name });
    await ben.client.groups.join(group);
    await ana.client.groups.dissolve(group);
    await eventually(() => ben.notices.some(({ what }) => what === 'dissolved'));
  });

  it('asks to come in', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const group = await ana.client.groups.create({
      kind: 'Public',
      name: 'Club',
      admission: 'NeedPermission',
    });
    expect(await ben.client.groups.join(group, 'please')).toBe('asked');
    await eventually(() => ana.notices.length > 0);
    expect(ana.notices).toMatchObject([{ group, what: 'asked', by: ben.name, text: 'please' }]);
  });

  it('has each message once, also what was said while its connection was gone', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const group = await ana.client.groups.create({ kind: 'Work', name: 'Team', members: [ben.name] });
    await ana.client.groups.sendText(group, 'm0');
    await eventually(() => texts(ben).includes('m0'));
    const back = new Promise<void>(resolve =>
      ben.client.on('state', ({ state }) => state === 'ready' && resolve()),
    );
    ben.socket().terminate();
    const said = Array.from({ length: 25 }, (_, i) => `m${i + 1}`);
    for (const text of said) await ana.client.groups.sendText(group, text);
    await back;
    await eventually(() => ben.messages.length >= 26);
    await sleep(1500);
    // A post that had to be repeated comes late; numbers say what came first.
    const inOrder = [...ben.messages].sort((one, other) => one.seq - other.seq);
    expect(inOrder.map(({ text }) => text)).toEqual(['m0', ...said]);
  });

  it('stays in a live room, whatever happens to the connection, until it quits', async () => {
    const [ana, ben] = [await listener('ana'), await listener('ben')];
    const room = await ana.client.groups.create({ kind: 'AVChatRoom', name: 'Live' });
    for (const { client } of [ana, ben]) expect(await client.groups.join(room)).toBe('joined');
    expect(await ana.client.groups.online(room)).toBe(2);
    await ana.client.groups.sendText(room, 'welcome', { priority: 'High' });
    await eventually(() => texts(ben).includes('welcome'));
    expect(ben.messages[0]).toMatchObject({ group: room, priority: 'High', from: ana.name });
    const back = new Promise<void>(resolve =>
      ben.client.on('state', ({ state }) => state === 'ready' && resolve()),
    );
    ben.socket().terminate();
    await back;
    await ana.client.groups.sendCustom(room, 'a gift');
    await eventually(() => ben.messages.length > 1);
    await ben.client.groups.quit(room);
    await ana.client.groups.sendText(room, 'are you there?');
    await sleep(1500);
    expect(ben.messages).toHaveLength(2);
  });

  it('leaves no failure in any log', () => {
    expect(runtime.complaints()).toEqual([]);
  });
});

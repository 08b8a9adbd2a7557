import * as fc from 'fast-check';
import type { ShownChat } from '../support/device-memory.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { HandlerWorld } from '../support/handler-world.ts';
import { WireDevice } from '../support/wire-device.ts';

const database = databaseOfTests();

const peers = ['ana', 'ben'] as const;
const pause = fc.constantFrom(0, 0, 1, 40, 300);
const peer = fc.constantFrom(...peers);
const device = fc.nat(1);
const which = fc.nat();
const change = <Kind extends string, More extends object>(
  kind: Kind,
  more: { [K in keyof More]: fc.Arbitrary<More[K]> },
) =>
  fc.record({ kind: fc.constant(kind), pause, peer, device, ...more }) as fc.Arbitrary<
    { kind: Kind; pause: number; peer: (typeof peers)[number]; device: number } & More
  >;
const step = fc.oneof(
  { weight: 5, arbitrary: change('write', { seq: fc.nat(1000), mine: fc.boolean() }) },
  change('recall', { which }),
  change('modify', { which }),
  { weight: 2, arbitrary: change('read', {}) },
  change('delete', { clear: fc.constantFrom(0 as const, 1 as const) }),
  change('empty', {}),
  change('pin', { pinned: fc.boolean() }),
  change('mark', { text: fc.constantFrom('', 'a', 'b') }),
  change('mute', { remind: fc.constantFrom(0, 1, 2) }),
  { weight: 3, arbitrary: change('switch', {}) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** An account on two devices, which comes and goes, and two people who write to it. */
class Story {
  readonly world = new HandlerWorld(database.table);
  readonly devices = [new WireDevice(this.world, 'me', 7), new WireDevice(this.world, 'me', 1)] as const;
  /** Conversations of which something was deleted or emptied: a device that was away may hold more than is left. */
  readonly cut = new Set<string>();
  /** Conversations that were in silence: what came then is told to no device. */
  readonly silenced = new Set<string>();
  private readonly people = new Map(peers.map(name => [name, new WireDevice(this.world, name)]));
  private readonly sent: Awaited<ReturnType<WireDevice['send']>>[] = [];

  async begin(): Promise<this> {
    const settings = { loginMode: 'multi', syncDeletion: true, recallWindowSeconds: 86_400 } as const;
    await this.world.open(settings);
    for (const client of [...this.people.values(), ...this.devices]) await client.come();
    return this;
  }

  async run(action: Step): Promise<void> {
    this.world.now += action.pause * 1000;
    // Every 180 s, or the lease of its connection ends.
    for (const one of this.devices)
      if (one.online && action.pause >= 40) await one.request('im_open_status.wshello');
    const mine = this.devices[action.device] as WireDevice;
    if (action.kind === 'switch') return mine.online ? mine.goAway() : mine.come();
    if (action.kind === 'write') return this.write(action, mine);
    if (action.kind === 'recall' || action.kind === 'modify') return this.change(action, mine);
    if (mine.online) await this.manage(action, mine);
  }

  /** What a login now sees. */
  async fresh(): Promise<Readonly<Record<string, ShownChat>>> {
    const client = new WireDevice(this.world, 'me', 2);
    await client.come();
    return client.picture();
  }

  private async write({ peer, seq, mine: fromMe }: Extract<Step, { kind: 'write' }>, mine: WireDevice) {
    if (fromMe && !mine.online) return;
    const sender = fromMe ? mine : this.person(peer);
    const random = this.sent.length;
    this.sent.push(await sender.send(fromMe ? peer : 'me', seq, random, `text ${random}`));
  }

  private async change({ kind, which }: Extract<Step, { kind: 'recall' | 'modify' }>, mine: WireDevice) {
    const message = this.sent[which % Math.max(1, this.sent.length)];
    if (!message) return;
    const author = message.From_Account === 'me' ? mine : this.person(message.From_Account);
    if (!author.online) return;
    if (kind === 'recall') await author.recall(message);
    else await author.modify(message, `modified ${which}`);
  }

  private async manage(action: Step, mine: WireDevice): Promise<void> {
    const { peer } = action;
    if (action.kind === 'read') return mine.read(peer, this.world.second);
    if (action.kind === 'pin') return mine.pin(peer, action.pinned);
    if (action.kind === 'mark') return mine.mark(peer, action.text);
    if (action.kind === 'mute') {
      if (action.remind === 1) this.silenced.add(peer);
      return mine.mute(peer, action.remind);
    }
    this.cut.add(peer);
    if (action.kind === 'delete') await mine.remove(peer, action.clear);
    if (action.kind === 'empty') await mine.empty(peer);
  }

  private person(name: string): WireDevice {
    const client = this.people.get(name as (typeof peers)[number]);
    if (!client) throw new Error('nobody');
    return client;
  }
}

/** What must be equal: everything, as far as the wire tells devices of it. */
const expectEqual = (
  { cut, silenced }: Story,
  seen: Readonly<Record<string, ShownChat>>,
  fresh: Readonly<Record<string, ShownChat>>,
  returned: boolean,
): void => {
  const names = (chats: Readonly<Record<string, ShownChat>>) =>
    Object.keys(chats).filter(name => returned || !silenced.has(name));
  expect(names(seen).sort()).toEqual(names(fresh).sort());
  for (const name of names(fresh)) {
    const { history, ...shown } = seen[name] as ShownChat;
    const { history: whole, ...wanted } = fresh[name] as ShownChat;
    expect({ [name]: shown }).toEqual({ [name]: wanted });
    if (silenced.has(name)) continue;
    if (cut.has(name)) expect(history).toEqual(expect.arrayContaining([...whole]));
    else expect(history).toEqual(whole);
  }
};

describe('two devices of one account, by the commands and pushes of the wire', () => {
  it('end up with what a fresh login sees, whatever happens and whoever is away', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
      const story = await new Story().begin();
      for (const action of steps) await story.run(action);
      const fresh = await story.fresh();
      for (const one of story.devices) {
        if (one.online) expectEqual(story, await one.picture(), fresh, false);
        one.goAway();
        await one.come();
        expectEqual(story, await one.picture(), fresh, true);
      }
    });
    await fc.assert(property, { numRuns: 30 });
  });
});

import * as fc from 'fast-check';
import { markRead } from '../../lib/domain/conversation/chat-store.ts';
import { clearChat, deleteChat } from '../../lib/domain/conversation/deleted.ts';
import { setPinned } from '../../lib/domain/conversation/pins.ts';
import { recallMessage } from '../../lib/domain/message/recall.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { MessageItem } from '../../lib/table/items.ts';
import { Device, freshPicture } from '../support/device-model.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, draft, send, someone, start, unreadBy } from '../support/message-world.ts';

const database = databaseOfTests();

const pause = fc.constantFrom(0, 0, 1, 40, 300);
const peer = fc.nat(1);
const step = fc.oneof(
  fc.record({ kind: fc.constant('send' as const), pause, peer, mine: fc.boolean(), seq: fc.nat(1000) }),
  fc.record({ kind: fc.constant('recall' as const), pause, which: fc.nat() }),
  fc.record({ kind: fc.constant('read' as const), pause, peer }),
  fc.record({ kind: fc.constant('delete' as const), pause, peer, clear: fc.boolean() }),
  fc.record({ kind: fc.constant('clear' as const), pause, peer }),
  fc.record({ kind: fc.constant('pin' as const), pause, peer, pinned: fc.boolean() }),
  fc.record({ kind: fc.constant('switch' as const), pause, device: fc.nat(1) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One account with two devices, and two people who write to it. */
class Story {
  second = start;
  emptied = false;
  private readonly sent: MessageItem[] = [];
  readonly me = someone('me');
  private readonly peers = ['ana', 'ben'].map(someone);
  readonly devices = [1, 2].map(() => new Device(database.table, this.me));

  async run(action: Step): Promise<void> {
    this.second += action.pause;
    if (action.kind === 'recall') return this.recall(action.which);
    if (action.kind === 'switch') return this.switch(action.device);
    const other = this.peers[action.peer] as UserId;
    const side = { app, owner: this.me, peer: other };
    const now = this.second * 1000;
    if (action.kind === 'send') return this.send(other, action.mine, action.seq);
    if (action.kind === 'read') {
      if (!(await markRead(database.table, side, this.second))) return;
      const left = (await unreadBy(database.table, this.me))[other] ?? 0;
      for (const device of this.devices) device.read(other, this.second, left);
    } else if (action.kind === 'delete') {
      if (await deleteChat(database.table, side, action.clear, now)) {
        for (const device of this.devices) device.deleted(other);
      }
    } else if (action.kind === 'clear') {
      this.emptied = (await clearChat(database.table, side, now)) || this.emptied;
    } else {
      await this.pin(other, action.pinned, now);
    }
  }

  private async pin(other: UserId, pinned: boolean, now: number): Promise<void> {
    try {
      await setPinned(database.table, { app, owner: this.me }, [other], pinned, now);
    } catch {
      return;
    }
    for (const device of this.devices) device.pinned(other, pinned);
  }

  private async send(other: UserId, mine: boolean, seq: number): Promise<void> {
    const [sender, receiver] = mine ? [this.me, other] : [other, this.me];
    const message = draft('x', { sender, receiver, seq, random: this.sent.length });
    const { message: stored } = await send(database.table, message, this.second);
    this.sent.push(stored);
    for (const device of this.devices) device.push(stored);
  }

  private async recall(which: number): Promise<void> {
    const message = this.sent[which % Math.max(1, this.sent.length)];
    if (!message || message.recalledBy) return;
    const { sender, receiver } = message;
    const before = (await unreadBy(database.table, this.me))[sender] ?? 0;
    const wanted = { app, sender, receiver, key: message, recalledBy: sender };
    this.sent[this.sent.indexOf(message)] = await recallMessage(database.table, wanted, this.second * 1000);
    const after = (await unreadBy(database.table, this.me))[sender] ?? 0;
    for (const device of this.devices) device.recalled(message, after < before);
  }

  private async switch(which: number): Promise<void> {
    const device = this.devices[which];
    if (device?.online) device.online = false;
    else await device?.connect(this.second);
  }
}

describe('two devices of one account', () => {
  it('end up with what a fresh login sees, whatever is sent, read, recalled, deleted, emptied and pinned between reconnects', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 20 }), async steps => {
      const story = new Story();
      for (const device of story.devices) await device.connect(story.second);
      for (const action of steps) await story.run(action);
      const fresh = await freshPicture(database.table, story.me, story.second);
      for (const device of story.devices) {
        // No push says that a conversation was emptied; whoever is online sees it when it reads the list again.
        if (device.online && !story.emptied) expect(device.picture()).toEqual(fresh);
        await device.connect(story.second);
        expect(device.picture()).toEqual(fresh);
      }
    });
    await fc.assert(property, { numRuns: 40 });
  }, 240_000);

  it('agree when a login storm reads while much is deleted and sent', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    const storm = Array.from({ length: 10 }, () => new Device(database.table, me));
    await Promise.all([
      ...storm.map(device => device.connect(start)),
      ...[1, 2, 3].map(seq => send(database.table, draft('x', { sender: ana, receiver: me, seq }))),
      deleteChat(database.table, { app, owner: me, peer: ana }, true, start * 1000),
    ]);
    await Promise.all(storm.map(device => device.connect(start + 1)));
    const fresh = await freshPicture(database.table, me, start + 1);
    for (const device of storm) expect(device.picture()).toEqual(fresh);
  });

  it('keep a message that arrives while the conversation is deleted, or lose it everywhere', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [me, ana] = [someone('me'), someone('ana')];
      await send(database.table, draft('old', { sender: ana, receiver: me, seq: 900 }));
      const [{ message }] = await Promise.all([
        send(database.table, draft('new', { sender: ana, receiver: me, seq: 3 })),
        deleteChat(database.table, { app, owner: me, peer: ana }, true, start * 1000),
      ]);
      const picture = await freshPicture(database.table, me, start);
      expect([{}, { [ana]: [message.ByTime, false, 1] }]).toContainEqual(picture);
    }
  });

  it('count nothing twice when a message is read while it is recalled', async () => {
    const [me, ana] = [someone('me'), someone('ana')];
    const { message } = await send(database.table, draft('x', { sender: ana, receiver: me }));
    const wanted = { app, sender: ana, receiver: me, key: message, recalledBy: ana };
    await Promise.all([
      markRead(database.table, { app, owner: me, peer: ana }, start),
      recallMessage(database.table, wanted, start * 1000),
    ]);
    expect(await unreadBy(database.table, me)).toEqual({});
  });
});

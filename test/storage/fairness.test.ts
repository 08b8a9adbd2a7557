import { consume } from '../../lib/domain/fan-out/consume.ts';
import { sendMessage } from '../../lib/domain/message/send-message.ts';
import { deliver } from '../../lib/domain/session/deliver.ts';
import type { QueueName } from '../../lib/kernel/ports.ts';
import { readQueue, SqsQueue } from '../../lib/local/sqs-queue.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { FanOutWorld, type QueuedJob } from '../support/fan-out-world.ts';
import { draft } from '../support/message-world.ts';

const database = databaseOfTests();
let world: FanOutWorld;
let room: GroupLife;
beforeEach(async () => {
  world = new FanOutWorld(database.table);
  await world.begin();
  room = await world.createGroup('busy', 'AVChatRoom');
  await world.logIn('viewer', "viewer's page");
  await world.join(room, 'viewer');
});

const messages = 200;
const shards = 40;

/** More than the room's workers can do. Returns the jobs that wait, which nobody takes up. */
const flood = async (): Promise<readonly QueuedJob[]> => {
  for (let i = 0; i < messages; i += 20) {
    await Promise.all(Array.from({ length: 20 }, () => world.say(room, 'viewer', {}, 'room')));
  }
  return world.jobs.splice(0);
};
const spread = (life: GroupLife, count: number) =>
  database.table.update({
    key: keys.groupState(life),
    set: 'SET shards = :shards',
    values: { ':shards': count },
  });
const queuesOf = (jobs: readonly QueuedJob[]) => [...new Set(jobs.map(({ queue }) => queue))];

/** The jobs that a flush leaves in a queue. */
const flushed = async (jobs: readonly QueuedJob[], queue: QueueName): Promise<readonly QueuedJob[]> => {
  expect(
    await consume(
      world,
      jobs.map(({ body }) => body),
    ),
  ).toEqual([]);
  return world.jobs.splice(0).filter(job => job.queue === queue);
};

/** A queue as SQS has it, which is fair between the owners of jobs. */
const fairQueue = () =>
  new SqsQueue(
    readQueue({
      logicalId: 'q',
      type: 'AWS::SQS::Queue',
      ref: 'url',
      attributes: { QueueName: 'q', Arn: 'arn' },
      properties: {},
    }),
    () => undefined,
  );
const put = (queue: SqsQueue, jobs: readonly QueuedJob[]) => {
  for (const { body, owner } of jobs) queue.send({ body: JSON.stringify(body), groupId: owner });
};
const ownersOf = (taken: readonly { readonly groupId?: string | undefined }[]) =>
  taken.map(({ groupId = '' }) => groupId.replace(`${world.app}#`, ''));

describe('a live room with more to do than its workers can', () => {
  test('has all its work in queues of live rooms, where no group and no one-to-one message waits', async () => {
    const waiting = await flood();
    expect(waiting.length).toBeGreaterThan(0);
    expect(queuesOf(waiting)).toEqual(['rooms']);
    await spread(room, shards);
    expect(queuesOf(await flushed(waiting, 'shards'))).toEqual(['shards']);

    const group = await world.createGroup('quiet');
    await world.logIn('ben', "ben's page");
    await world.join(group, 'ben');
    await world.say(group, 'ana');
    expect(world.jobs.map(({ queue }) => queue)).toEqual(['groups']);
    const moment = world.now;
    await world.work();
    expect(world.numbersOf("ben's page")).toEqual([1]);
    expect(world.now).toBe(moment);

    const sender = 'ana' as UserId;
    const receiver = 'ben' as UserId;
    const second = Math.floor(world.now / 1000);
    await sendMessage(database.table, draft('hello', { app: world.app, sender, receiver }), second, 7);
    await deliver(world, world.app, receiver, [{ Event: 9, C2cMsgArray: [] }]);
    expect(world.frames.at(-1)).toMatchObject({ connection: "ben's page", events: [{ Event: 9 }] });
    expect(world.jobs).toEqual([]);
  });

  test('lets another room through after at most one of its own jobs for each worker', async () => {
    const waiting = await flood();
    const other = await world.createGroup('other', 'AVChatRoom');
    await world.say(other, 'ana', {}, 'room');
    const queue = fairQueue();
    put(queue, waiting);
    const underWay = queue.receive(10);
    put(queue, world.jobs.splice(0));
    expect(new Set(ownersOf(underWay))).toEqual(new Set(['busy']));
    expect(ownersOf(queue.receive(1))).toEqual(['other']);
  });

  test('lets the shards of a large group through before its own', async () => {
    await spread(room, shards);
    const ofRoom = await flushed(await flood(), 'shards');
    expect(ofRoom.length).toBeGreaterThanOrEqual(shards);
    const group = await world.createGroup('large');
    await spread(group, 2);
    await world.say(group, 'ana');
    const ofGroup = await flushed(world.jobs.splice(0), 'shards');
    expect(ofGroup).toHaveLength(2);
    const queue = fairQueue();
    put(queue, ofRoom);
    expect(queue.receive(20)).toHaveLength(20);
    put(queue, ofGroup);
    expect(ownersOf(queue.receive(2))).toEqual(['large', 'large']);
  });
});

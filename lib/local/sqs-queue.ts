import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { JsonObject } from './json.ts';
import type { Resource } from './stack.ts';

const seconds = (standard: number) => z.coerce.number().default(standard);

const queueSchema = z.object({
  FifoQueue: z.coerce.string().default('false'),
  ContentBasedDeduplication: z.coerce.string().default('false'),
  DelaySeconds: seconds(0),
  VisibilityTimeout: seconds(30),
  MessageRetentionPeriod: seconds(345_600),
  ReceiveMessageWaitTimeSeconds: seconds(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
});

/** A queue as the template describes it; times are seconds. */
export interface QueuePlan extends z.infer<typeof queueSchema> {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
}

/** Reads an AWS::SQS::Queue. */
export const readQueue = ({ ref, attributes, properties }: Resource): QueuePlan => {
  const queue = queueSchema.parse(properties);
  return {
    ...queue,
    url: ref,
    name: attributes.QueueName ?? '',
    arn: attributes.Arn ?? '',
    fifo: queue.FifoQueue === 'true',
  };
};

/** What a sender gives. */
export interface NewMessage {
  readonly body: string;
  readonly attributes?: JsonObject;
  readonly delaySeconds?: number | undefined;
  readonly groupId?: string | undefined;
  readonly dedupeId?: string | undefined;
}

/** A message in a queue; times are milliseconds since the epoch. */
export interface Message extends NewMessage {
  readonly id: string;
  readonly md5: string;
  readonly sentMs: number;
  readonly sequenceNumber: string;
  visibleMs: number;
  receipt: string | undefined;
  receiveCount: number;
  firstReceivedMs: number | undefined;
}

const dedupeWindowMs = 5 * 60_000;
let lastSequence = 18_850_000_000_000_000_000n;

/** One queue, in memory: what is not consumed when the runtime stops is gone. */
export class SqsQueue {
  private messages: Message[] = [];
  private readonly seen = new Map<string, { message: Message; untilMs: number }>();
  private readonly waiters = new Set<() => void>();

  constructor(
    readonly plan: QueuePlan,
    private readonly deadLetter: (message: Message) => void,
  ) {}

  send(given: NewMessage): Message {
    const now = Date.now();
    const dedupeId = this.dedupeIdOf(given);
    const twin = dedupeId === undefined ? undefined : this.seen.get(dedupeId);
    if (twin && twin.untilMs > now) return twin.message;
    const delay = this.plan.fifo ? this.plan.DelaySeconds : (given.delaySeconds ?? this.plan.DelaySeconds);
    const message: Message = {
      ...given,
      dedupeId,
      id: randomUUID(),
      md5: createHash('md5').update(given.body).digest('hex'),
      sentMs: now,
      sequenceNumber: String(++lastSequence),
      visibleMs: now + delay * 1000,
      receipt: undefined,
      receiveCount: 0,
      firstReceivedMs: undefined,
    };
    this.messages.push(message);
    if (dedupeId !== undefined) this.seen.set(dedupeId, { message, untilMs: now + dedupeWindowMs });
    this.wakeAll();
    return message;
  }

  /**
   * Takes up to `limit` visible messages out of sight. FIFO: in order, and none of a group that has one in flight. Standard: fair, a
   * group with fewer in flight first (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html).
   */
  receive(limit: number, visibilitySeconds = this.plan.VisibilityTimeout): readonly Message[] {
    const now = Date.now();
    this.retire(now);
    const taken: Message[] = [];
    const blocked = new Set<string | undefined>();
    for (const message of this.plan.fifo ? this.messages : this.inTurns(now)) {
      if (taken.length === limit) break;
      if (message.visibleMs > now || (this.plan.fifo && blocked.has(message.groupId))) {
        blocked.add(message.groupId);
        continue;
      }
      taken.push(message);
    }
    for (const message of taken) this.hide(message, now + visibilitySeconds * 1000, now);
    return taken;
  }

  /** Messages by how many of their group come before them: those in flight, and those that were there earlier. */
  private inTurns(now: number): readonly Message[] {
    const before = new Map<string | undefined, number>();
    const count = (groupId: string | undefined): number => {
      const known = before.get(groupId) ?? 0;
      before.set(groupId, known + 1);
      return known;
    };
    for (const { visibleMs, receipt, groupId } of this.messages) {
      if (receipt !== undefined && visibleMs > now) count(groupId);
    }
    return this.messages
      .filter(({ visibleMs }) => visibleMs <= now)
      .map(message => ({ message, turn: message.groupId === undefined ? 0 : count(message.groupId) }))
      .sort((one, other) => one.turn - other.turn)
      .map(({ message }) => message);
  }

  /** Deletes by receipt. @returns whether the receipt was known */
  delete(receipt: string): boolean {
    const before = this.messages.length;
    this.messages = this.messages.filter(message => message.receipt !== receipt);
    if (this.plan.fifo) this.wakeAll();
    return this.messages.length < before;
  }

  /** Makes a message in flight visible after that time. @returns whether the receipt was known */
  changeVisibility(receipt: string, visibilitySeconds: number): boolean {
    const message = this.messages.find(candidate => candidate.receipt === receipt);
    if (message) message.visibleMs = Date.now() + visibilitySeconds * 1000;
    this.wakeAll();
    return message !== undefined;
  }

  purge(): void {
    this.messages = [];
  }

  /** Waits until a message may be visible, or that many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    const next = Math.min(...this.messages.map(({ visibleMs }) => visibleMs)) - Date.now();
    const pause = Math.max(1, Math.min(milliseconds, next > 0 ? next : milliseconds));
    await new Promise<void>(resolve => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, pause);
      this.waiters.add(done);
    });
  }

  /** Ends every wait. */
  wakeAll(): void {
    for (const wake of [...this.waiters]) wake();
  }

  counts(): { visible: number; inFlight: number; delayed: number } {
    const now = Date.now();
    const hidden = this.messages.filter(({ visibleMs }) => visibleMs > now);
    const inFlight = hidden.filter(({ receipt }) => receipt !== undefined).length;
    return { visible: this.messages.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
  }

  private dedupeIdOf({ dedupeId, body }: NewMessage): string | undefined {
    if (!this.plan.fifo) return undefined;
    const byContent = this.plan.ContentBasedDeduplication === 'true';
    return dedupeId ?? (byContent ? createHash('sha256').update(body).digest('hex') : undefined);
  }

  private hide(message: Message, untilMs: number, now: number): void {
    message.visibleMs = untilMs;
    message.receipt = randomUUID();
    message.receiveCount++;
    message.firstReceivedMs ??= now;
  }

  /** Moves what was received too often to the dead-letter queue, and forgets what is too old. */
  private retire(now: number): void {
    const { RedrivePolicy, MessageRetentionPeriod } = this.plan;
    const most = RedrivePolicy?.maxReceiveCount ?? Number.POSITIVE_INFINITY;
    const dead = this.messages.filter(message => message.visibleMs <= now && message.receiveCount >= most);
    const old = (message: Message) => now - message.sentMs > MessageRetentionPeriod * 1000;
    this.messages = this.messages.filter(message => !dead.includes(message) && !old(message));
    for (const message of dead) this.deadLetter(message);
  }
}

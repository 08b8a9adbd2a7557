import { type Message, readQueue, SqsQueue } from './sqs-queue.ts';
import type { Resource } from './stack.ts';

/** Every queue of the template. */
export class Sqs {
  private readonly byArn = new Map<string, SqsQueue>();
  private readonly byName = new Map<string, SqsQueue>();

  constructor(
    resources: readonly Resource[],
    private readonly log: (line: string) => void,
  ) {
    for (const resource of resources.filter(({ type }) => type === 'AWS::SQS::Queue')) {
      const plan = readQueue(resource);
      const queue = new SqsQueue(plan, message =>
        this.bury(plan.name, plan.RedrivePolicy?.deadLetterTargetArn, message),
      );
      this.byArn.set(plan.arn, queue);
      this.byName.set(plan.name, queue);
    }
  }

  /** By its ARN. */
  queue(queueArn: string): SqsQueue | undefined {
    return this.byArn.get(queueArn);
  }

  /** By its URL or name. */
  named(urlOrName: string): SqsQueue | undefined {
    return this.byName.get(urlOrName.split('/').at(-1) ?? '');
  }

  /** Sends for a service of AWS's own; a queue that does not exist is logged. */
  send(queueArn: string, body: string): void {
    const queue = this.byArn.get(queueArn);
    if (queue)
      queue.send({ body, ...(queue.plan.fifo && { groupId: 'local', dedupeId: String(Date.now()) }) });
    else this.log(`no queue ${queueArn}: a message for it is lost`);
  }

  /** Ends every wait, so that pollers can stop. */
  wakeAll(): void {
    for (const queue of this.byArn.values()) queue.wakeAll();
  }

  private bury(
    from: string,
    targetArn: string | undefined,
    { body, attributes, groupId, dedupeId }: Message,
  ): void {
    this.log(`DEAD LETTER: a message of ${from} failed too often: ${body.slice(0, 300)}`);
    this.byArn.get(targetArn ?? '')?.send({ body, groupId, dedupeId, ...(attributes && { attributes }) });
  }
}

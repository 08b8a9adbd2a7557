import { Duration, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';
import { fanOutSeconds } from './function-settings.ts';
import type { Grants } from './grants.ts';
import type { JobQueue } from './permissions.ts';

/** How each queue is taken up. */
const consumption: Readonly<Record<JobQueue, { readonly jobs: number; readonly concurrency: number }>> = {
  groups: { jobs: 10, concurrency: 40 },
  rooms: { jobs: 10, concurrency: 20 },
  // One job is up to a thousand posts already.
  shards: { jobs: 1, concurrency: 100 },
};

const names = Object.keys(consumption) as readonly JobQueue[];
const ownQueue = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/**
 * The queues of groups, of live rooms and of shards of either (docs/groups.md), each with its dead letters. They are standard queues:
 * order does not matter, and a job carries its group, between which SQS is fair.
 */
export class FanOutQueues extends Construct {
  private readonly queues: Readonly<Record<JobQueue, Queue>>;
  readonly deadLetters: ReadonlyMap<JobQueue, Queue>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new Map(names.map(name => [name, this.lettersOf(name)]));
    this.queues = {
      groups: this.queueOf('groups'),
      rooms: this.queueOf('rooms'),
      shards: this.queueOf('shards'),
    };
  }

  /** One of them. */
  queue(name: JobQueue): Queue {
    return this.queues[name];
  }

  /** What the consumer's role needs: Lambda polls the queues in its name. */
  get grants(): Grants {
    const statement = new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: names.map(name => this.queue(name).queueArn),
    });
    return { environment: {}, statements: [statement], wildcards: [] };
  }

  /** Starts the flow to a function. */
  feed(feature: FeatureFunction): void {
    for (const name of names) {
      const { jobs, concurrency } = consumption[name];
      new CfnEventSourceMapping(this, `${name}Mapping`, {
        functionName: feature.function.functionArn,
        eventSourceArn: this.queue(name).queueArn,
        batchSize: jobs,
        functionResponseTypes: ['ReportBatchItemFailures'],
        // Leaves the rest of the account's concurrency to everything else, however much there is to do.
        scalingConfig: { maximumConcurrency: concurrency },
      });
    }
  }

  private queueOf(name: JobQueue): Queue {
    const queue = this.deadLetters.get(name);
    if (!queue) throw new Error(`no dead letters for ${name}`);
    return new Queue(this, name, {
      ...ownQueue,
      visibilityTimeout: Duration.seconds(3 * fanOutSeconds),
      // What is live is of no use to anybody later; whoever missed it finds it on sync.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue, maxReceiveCount: 3 },
    });
  }

  private lettersOf(name: JobQueue): Queue {
    const letters = new Queue(this, `${name}DeadLetters`, {
      ...ownQueue,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(letters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue; a person reads it.',
    });
    return letters;
  }
}

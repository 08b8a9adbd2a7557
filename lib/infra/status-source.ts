import { Duration, Validations } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource, type StatusDelay, statusDelays } from '../protocol/state-change.ts';
import type { FeatureFunction } from './feature-function.ts';
import type { Grants } from './grants.ts';

/** A client that may come back has until then; a second of slack. */
const delay = Duration.seconds(statusDelays.afterReturn + 1);

const ownQueue = {
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
};

/**
 * Leads what may change the status of a watched account to a function: at once, or through a queue that holds it until a
 * client that lost its connection had time to come back. Of accounts that nobody watches nothing passes.
 */
export class StatusSource extends Construct {
  readonly deadLetters = new Queue(this, 'DeadLetters', { ...ownQueue, retentionPeriod: Duration.days(14) });
  private readonly later = new Queue(this, 'Later', {
    ...ownQueue,
    deliveryDelay: delay,
    visibilityTimeout: Duration.minutes(3),
    deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 3 },
  });

  constructor(
    scope: Construct,
    id: string,
    private readonly bus: EventBus,
  ) {
    super(scope, id);
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue; a person reads it.',
    });
    new Rule(this, 'AfterReturn', {
      eventBus: this.bus,
      eventPattern: this.pattern(statusDelays.afterReturn),
      targets: [new SqsQueue(this.later)],
    });
  }

  /** What the consumer's role needs: Lambda polls the queue in its name. */
  get grants(): Grants {
    const statement = new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      resources: [this.later.queueArn],
    });
    return { environment: {}, statements: [statement], wildcards: [] };
  }

  /** Starts the flow to a function. */
  feed(feature: FeatureFunction): void {
    new Rule(this, 'Now', {
      eventBus: this.bus,
      eventPattern: this.pattern(statusDelays.now),
      targets: [new LambdaFunction(feature.function)],
    });
    new CfnEventSourceMapping(this, 'Mapping', {
      functionName: feature.function.functionArn,
      eventSourceArn: this.later.queueArn,
      batchSize: 10,
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
  }

  private pattern(seconds: StatusDelay) {
    return { source: [eventSource], detail: { StatusIn: [seconds] } };
  }
}

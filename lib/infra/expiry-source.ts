import { Duration, Validations } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { connectionSort } from '../table/keys.ts';
import type { FeatureFunction } from './feature-function.ts';
import type { Grants } from './grants.ts';

/**
 * Connections of which nobody said that they had ended, so that the table deleted their record when none could be open
 * any more (docs/sessions.md), and nothing else. The deletes of DynamoDB itself carry its own service as their author
 * (DynamoDB developer guide: TTL and streams).
 */
const expiredConnections = {
  eventName: ['REMOVE'],
  userIdentity: { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] },
  dynamodb: { Keys: { SK: { S: [connectionSort] } } },
};

/** Leads expired connections from the table's stream to a function, and what it cannot take to a dead-letter queue. */
export class ExpirySource extends Construct {
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    private readonly table: Table,
  ) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'This is the dead-letter queue of the stream; a person reads it.',
    });
  }

  /** What the consumer's role needs: Lambda polls the stream and sends the dead letters in its name. */
  get grants(): Grants {
    const stream = this.streamArn;
    const streams = `${this.table.tableArn}/stream/*`;
    return {
      environment: {},
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [stream],
        }),
        new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: [streams] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.deadLetters.queueArn] }),
      ],
      wildcards: [
        { resource: streams, reason: 'Lambda lists the streams of a table, of which this is the only one.' },
      ],
    };
  }

  /** Starts the flow to a function. */
  feed(feature: FeatureFunction): void {
    new CfnEventSourceMapping(this, 'Mapping', {
      functionName: feature.function.functionArn,
      eventSourceArn: this.streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      filterCriteria: { filters: [{ pattern: JSON.stringify(expiredConnections) }] },
      functionResponseTypes: ['ReportBatchItemFailures'],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 5,
      destinationConfig: { onFailure: { destination: this.deadLetters.queueArn } },
    });
  }

  private get streamArn(): string {
    if (!this.table.tableStreamArn) throw new Error('the table has no stream');
    return this.table.tableStreamArn;
  }
}

import { Duration, Stack } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmTopic } from './alarm-topic.ts';
import type { FeatureFunction } from './feature-function.ts';
import { type RestApi, restStage } from './rest-api.ts';
import { type SocketApi, socketStage } from './socket-api.ts';

const period = Duration.minutes(5);
/** Fewer in five minutes are the passing faults of a distributed system, which callers retry. */
const passing = 5;

const total = (first: IMetric, second: IMetric): MathExpression =>
  new MathExpression({ expression: 'first + second', usingMetrics: { first, second }, period });

const sum = (namespace: string, metricName: string, dimensionsMap: Record<string, string> = {}): Metric =>
  new Metric({ namespace, metricName, dimensionsMap, statistic: 'Sum', period });

/** What should wake a person, all sent to one topic. No data is good news. */
export class Alarms extends Construct {
  readonly topic: Topic;
  private readonly namespace = Stack.of(this).stackName;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.topic = alarmTopic(this);
    this.raise('Failures', sum(this.namespace, 'UnexpectedFailures'), {
      text: 'Functions answer with internal errors; their logs hold the stacks under ERROR.',
    });
  }

  /** A function that crashes, is cut off or is throttled, and what it logs as unexpected (lib/kernel/dispatch.ts). */
  watchFunction({ name, function: lambda, log }: FeatureFunction): void {
    this.raise(
      `Function ${name}`,
      total(lambda.metricErrors({ period }), lambda.metricThrottles({ period })),
      {
        text: `Function ${name} crashes, runs into its timeout or is throttled.`,
      },
    );
    new MetricFilter(log, 'Failures', {
      logGroup: log,
      filterPattern: FilterPattern.literal(String.raw`"\"level\":\"ERROR\""`),
      metricNamespace: this.namespace,
      metricName: 'UnexpectedFailures',
    });
  }

  /**
   * Counts messages that a function dropped for their group's rate, by priority (lib/domain/fan-out/dropped.ts). It is no alarm:
   * dropping is what a busy room does.
   */
  countDrops({ log }: FeatureFunction): void {
    new MetricFilter(log, 'Dropped', {
      logGroup: log,
      filterPattern: FilterPattern.stringValue('$.message', '=', 'messages dropped'),
      metricNamespace: this.namespace,
      metricName: 'DroppedMessages',
      metricValue: '$.count',
      dimensions: { Priority: '$.priority' },
    });
  }

  /** Requests that DynamoDB refused for their rate: a hot key, or the account's limit. */
  watchTable({ tableName: TableName }: Table): void {
    const throttled = (name: string) => sum('AWS/DynamoDB', name, { TableName });
    this.raise('Table', total(throttled('ReadThrottleEvents'), throttled('WriteThrottleEvents')), {
      text: 'The table throttles: a key is too hot, or the limit of the account is reached.',
    });
  }

  /** Calls that no function could answer. */
  watchDoors(rest: RestApi, socket: SocketApi): void {
    this.raise(
      'Rest',
      sum('AWS/ApiGateway', '5XXError', { ApiName: rest.api.restApiName, Stage: restStage }),
      {
        text: 'REST calls end in a fault of the gateway.',
      },
    );
    const broken = (name: string) =>
      sum('AWS/ApiGateway', name, { ApiId: socket.api.ref, Stage: socketStage });
    this.raise('Socket', total(broken('IntegrationError'), broken('ExecutionError')), {
      text: 'Socket frames end in a fault of the gateway.',
    });
  }

  /** Work that was given up. */
  watchDeadLetters(id: string, queue: Queue): void {
    const waiting = queue.metricApproximateNumberOfMessagesVisible({ period });
    this.raise(id, waiting, { text: 'A dead-letter queue is not empty.', least: 1 });
  }

  private raise(
    id: string,
    metric: IMetric,
    { text, least = passing }: { text: string; least?: number },
  ): void {
    new Alarm(this, id, {
      alarmDescription: text,
      metric,
      threshold: least,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(new SnsAction(this.topic));
  }
}

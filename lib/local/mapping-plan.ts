import * as z from 'zod';
import type { JsonObject } from './json.ts';
import { functionNameIn } from './local-world.ts';
import type { Resource } from './stack.ts';

const mappingSchema = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  BatchSize: z.coerce.number().optional(),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  Enabled: z.coerce.string().default('true'),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })).default([]) }).optional(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumRetryAttempts: z.coerce.number().default(-1),
  BisectBatchOnFunctionError: z.coerce.string().default('false'),
  DestinationConfig: z
    .object({ OnFailure: z.object({ Destination: z.string() }).partial().optional() })
    .optional(),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number() }).partial().optional(),
});

/** An event source mapping as the template describes it. */
export interface MappingPlan {
  readonly logicalId: string;
  readonly sourceArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly filters: readonly JsonObject[];
  readonly reportsItemFailures: boolean;
  /** -1: until the record is gone. */
  readonly maximumRetries: number;
  readonly bisects: boolean;
  readonly onFailureArn?: string;
  readonly concurrency?: number;
}

/** Batch sizes where the template names none (https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html). */
const defaultBatch = (sourceArn: string): number => (sourceArn.includes(':sqs:') ? 10 : 100);

/** Reads an AWS::Lambda::EventSourceMapping; undefined for a disabled one. */
export const readMapping = ({ logicalId, properties }: Resource): MappingPlan | undefined => {
  const mapping = mappingSchema.parse(properties);
  if (mapping.Enabled === 'false') return undefined;
  const onFailureArn = mapping.DestinationConfig?.OnFailure?.Destination;
  const concurrency = mapping.ScalingConfig?.MaximumConcurrency;
  return {
    logicalId,
    sourceArn: mapping.EventSourceArn,
    functionName: functionNameIn(mapping.FunctionName) ?? mapping.FunctionName,
    batchSize: mapping.BatchSize ?? defaultBatch(mapping.EventSourceArn),
    windowMs: mapping.MaximumBatchingWindowInSeconds * 1000,
    filters: (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern) as JsonObject),
    reportsItemFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    maximumRetries: mapping.MaximumRetryAttempts,
    bisects: mapping.BisectBatchOnFunctionError === 'true',
    ...(onFailureArn !== undefined && { onFailureArn }),
    ...(concurrency !== undefined && { concurrency }),
  };
};

import * as z from 'zod';
import { LocalStartError } from './local-start-error.ts';
import type { Resource } from './stack.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const indexSchema = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({ ProjectionType: z.string(), NonKeyAttributes: z.array(z.string()).optional() }),
});

const tableSchema = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  LocalSecondaryIndexes: z.array(indexSchema).default([]),
  GlobalSecondaryIndexes: z.array(indexSchema).default([]),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.coerce.string() })
    .optional(),
  StreamSpecification: z.object({ StreamViewType: z.string() }).optional(),
});

/** An index, local or global. */
export type IndexPlan = z.infer<typeof indexSchema>;

/** A table as the template describes it. */
export interface TablePlan extends z.infer<typeof tableSchema> {
  readonly name: string;
  readonly arn: string;
  readonly streamArn: string;
  readonly ttlAttribute?: string;
}

/** Names of the attributes of a key, partition first. */
export const keyNames = (keys: z.infer<typeof keySchema>): readonly string[] =>
  [...keys].sort((a, b) => a.KeyType.localeCompare(b.KeyType)).map(({ AttributeName }) => AttributeName);

/** Reads an AWS::DynamoDB::Table or ::GlobalTable. @throws LocalStartError for a name that DynamoDB refuses */
export const readTable = ({ ref, attributes, properties }: Resource): TablePlan => {
  const table = tableSchema.parse(properties);
  if (ref.length < 3)
    throw new LocalStartError(`the table name ${ref} is shorter than the 3 characters that DynamoDB wants.`);
  const { TimeToLiveSpecification: ttl } = table;
  return {
    ...table,
    name: ref,
    arn: attributes.Arn ?? '',
    streamArn: attributes.StreamArn ?? '',
    ...(ttl?.Enabled === 'true' && ttl.AttributeName !== undefined && { ttlAttribute: ttl.AttributeName }),
  };
};

import * as z from 'zod';
import type { Resource } from './stack.ts';

const corsRuleSchema = z.object({
  AllowedOrigins: z.array(z.string()),
  AllowedMethods: z.array(z.string()),
  AllowedHeaders: z.array(z.string()).default([]),
  ExposedHeaders: z.array(z.string()).default([]),
  MaxAge: z.coerce.number().optional(),
});
export type CorsRule = z.infer<typeof corsRuleSchema>;

const lifecycleRuleSchema = z.object({
  Status: z.string(),
  Prefix: z.string().default(''),
  ExpirationInDays: z.coerce.number().optional(),
});

const bucketSchema = z.object({
  CorsConfiguration: z.object({ CorsRules: z.array(corsRuleSchema) }).optional(),
  LifecycleConfiguration: z.object({ Rules: z.array(lifecycleRuleSchema) }).optional(),
  NotificationConfiguration: z
    .object({
      EventBridgeConfiguration: z.object({ EventBridgeEnabled: z.boolean().default(true) }).optional(),
    })
    .optional(),
});

/** A bucket as the template describes it. */
export interface BucketPlan {
  readonly name: string;
  readonly cors: readonly CorsRule[];
  /** Objects whose key begins so are deleted after some days. */
  readonly expiry: readonly { readonly prefix: string; readonly days: number }[];
  /** New objects are told to the default event bus. */
  readonly tellsOfObjects: boolean;
}

/** Reads an AWS::S3::Bucket. */
export const readBucket = ({ ref, properties }: Resource): BucketPlan => {
  const { CorsConfiguration, LifecycleConfiguration, NotificationConfiguration } =
    bucketSchema.parse(properties);
  return {
    name: ref,
    cors: CorsConfiguration?.CorsRules ?? [],
    expiry: (LifecycleConfiguration?.Rules ?? [])
      .filter(({ Status }) => Status === 'Enabled')
      .flatMap(({ Prefix, ExpirationInDays: days }) =>
        days === undefined ? [] : [{ prefix: Prefix, days }],
      ),
    tellsOfObjects: NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled ?? false,
  };
};

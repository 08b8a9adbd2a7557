import * as z from 'zod';
import { atPath, type Json, type JsonObject } from './json.ts';
import { LocalStartError } from './local-start-error.ts';
import type { Resource } from './stack.ts';

const targetSchema = z.object({
  Id: z.string(),
  Arn: z.string(),
  Input: z.string().optional(),
  InputPath: z.string().optional(),
  InputTransformer: z
    .object({ InputPathsMap: z.record(z.string(), z.string()).default({}), InputTemplate: z.string() })
    .optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z.object({ MaximumRetryAttempts: z.coerce.number() }).partial().optional(),
});

const ruleSchema = z.object({
  EventBusName: z.string().default('default'),
  EventPattern: z.custom<JsonObject>().optional(),
  ScheduleExpression: z.string().optional(),
  State: z.string().default('ENABLED'),
  Targets: z.array(targetSchema).default([]),
});

/** A target of a rule. */
export type RuleTarget = z.infer<typeof targetSchema>;

/** A rule as the template describes it. */
export interface EventRule extends z.infer<typeof ruleSchema> {
  readonly arn: string;
}

/** Reads an AWS::Events::Rule; undefined for a disabled one. @throws LocalStartError for a target that cannot be carried */
export const readRule = ({ logicalId, attributes, properties }: Resource): EventRule | undefined => {
  const rule = ruleSchema.parse(properties);
  for (const { Arn } of rule.Targets) {
    if (/:(lambda|sqs|logs):/.test(Arn)) continue;
    throw new LocalStartError(
      `the rule ${logicalId} has the target ${Arn}; the local runtime carries Lambda and SQS targets.`,
    );
  }
  const EventBusName = rule.EventBusName.split('/').at(-1) ?? 'default';
  return rule.State === 'DISABLED' ? undefined : { ...rule, EventBusName, arn: attributes.Arn ?? '' };
};

const jsonPath = (event: JsonObject, path: string): Json =>
  atPath(
    event,
    path
      .replace(/^\$\.?/, '')
      .split('.')
      .filter(Boolean),
  ) ?? null;

/** What the target gets: the event, a constant, a part, or a template filled from it. */
export const inputOf = (target: RuleTarget, event: JsonObject): Json => {
  if (target.Input !== undefined) return JSON.parse(target.Input) as Json;
  if (target.InputPath !== undefined) return jsonPath(event, target.InputPath);
  if (!target.InputTransformer) return event;
  const { InputPathsMap, InputTemplate } = target.InputTransformer;
  const filled = InputTemplate.replace(/"?<([\w.-]+)>"?/g, (_all, name: string) =>
    JSON.stringify(InputPathsMap[name] === undefined ? name : jsonPath(event, InputPathsMap[name])),
  );
  return JSON.parse(filled) as Json;
};

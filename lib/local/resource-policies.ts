import * as z from 'zod';
import { evaluate, policySchema, type Statement } from './iam-policy.ts';
import { arn, functionNameIn, world } from './local-world.ts';
import type { Resource } from './stack.ts';

const permissionSchema = z.object({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
});

const queuePolicySchema = z.object({ PolicyDocument: policySchema });

const permissionStatement = (properties: unknown): Statement => {
  const { Action, FunctionName, Principal, SourceArn } = permissionSchema.parse(properties);
  return {
    Effect: 'Allow',
    Action,
    Principal: { Service: Principal },
    Resource: arn('lambda', `function:${functionNameIn(FunctionName) ?? FunctionName}`),
    ...(SourceArn && { Condition: { ArnLike: { 'aws:SourceArn': SourceArn } } }),
  };
};

/** What the policies of functions (AWS::Lambda::Permission) and queues (AWS::SQS::QueuePolicy) let services do. */
export class ResourcePolicies {
  private readonly statements: readonly Statement[];
  private readonly verdicts = new Map<string, boolean>();

  constructor(
    resources: readonly Resource[],
    private readonly warn: (text: string) => void,
  ) {
    this.statements = resources.flatMap(({ type, properties }) => {
      if (type === 'AWS::Lambda::Permission') return [permissionStatement(properties)];
      return type === 'AWS::SQS::QueuePolicy' ? queuePolicySchema.parse(properties).PolicyDocument : [];
    });
  }

  /**
   * Whether a service may do an action; a refusal is logged once.
   * @param service such as `apigateway.amazonaws.com`
   * @param source the ARN of the API, rule or other thing on whose behalf it acts
   */
  allows(service: string, action: string, resource: string, source: string): boolean {
    const key = `${service} ${action} ${resource} ${source}`;
    const known = this.verdicts.get(key);
    if (known !== undefined) return known;
    const context = {
      'aws:SourceArn': source,
      'aws:SourceAccount': world.account,
      'aws:SecureTransport': 'true',
    };
    const allowed =
      evaluate(this.statements, { action, resource, service, context }, this.warn) === 'allowed';
    this.verdicts.set(key, allowed);
    if (!allowed) this.warn(`NOT ALLOWED: ${source} (${service}) lacks ${action} on ${resource}`);
    return allowed;
  }
}

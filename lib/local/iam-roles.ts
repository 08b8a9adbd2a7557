import * as z from 'zod';
import { policySchema, type Statement } from './iam-policy.ts';
import type { Resource } from './stack.ts';

const roleSchema = z.object({
  Policies: z.array(z.object({ PolicyDocument: policySchema })).default([]),
  ManagedPolicyArns: z.array(z.string()).default([]),
});

const policyResourceSchema = z.object({
  PolicyDocument: policySchema,
  Roles: z.array(z.string()).default([]),
});

const allow = (...Action: string[]): Statement => ({ Effect: 'Allow', Action, Resource: '*' });
const logs = allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents');

/** The policies of AWS's own that Lambda roles carry (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html). */
const managedByAws: Record<string, readonly Statement[]> = {
  AWSLambdaBasicExecutionRole: [logs],
  AWSLambdaSQSQueueExecutionRole: [
    logs,
    allow('sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
  ],
  AWSLambdaDynamoDBExecutionRole: [
    logs,
    allow(
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ),
  ],
};

/** The statements of every role of the template by the role's ARN. */
export const readRoles = (resources: readonly Resource[]): ReadonlyMap<string, readonly Statement[]> => {
  const own = new Map<string, readonly Statement[]>();
  const attached: { role: string; statements: readonly Statement[] }[] = [];
  for (const { type, ref, properties } of resources) {
    if (type !== 'AWS::IAM::Policy' && type !== 'AWS::IAM::ManagedPolicy') continue;
    const { PolicyDocument, Roles } = policyResourceSchema.parse(properties);
    if (type === 'AWS::IAM::ManagedPolicy') own.set(ref, PolicyDocument);
    attached.push(...Roles.map(role => ({ role, statements: PolicyDocument })));
  }
  const roles = resources.filter(({ type }) => type === 'AWS::IAM::Role');
  return new Map(
    roles.map(({ ref, attributes, properties }) => {
      const { Policies, ManagedPolicyArns } = roleSchema.parse(properties);
      const statements = [
        ...Policies.flatMap(({ PolicyDocument }) => PolicyDocument),
        ...ManagedPolicyArns.flatMap(
          name => own.get(name) ?? managedByAws[name.split('/').at(-1) ?? ''] ?? [],
        ),
        ...attached.filter(({ role }) => role === ref).flatMap(({ statements }) => statements),
      ];
      return [attributes.Arn ?? ref, statements];
    }),
  );
};

import { Stack, Validations } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';

const isObject = (value: unknown): value is Record<string, unknown> => value instanceof Object;

/** Writes an ARN as cdk-nag names it in a finding: `Ref` and `Fn::GetAtt` in angle brackets. */
const named = (value: unknown): string => {
  if (!isObject(value)) return String(value);
  if ('Ref' in value) return `<${value.Ref}>`;
  if ('Fn::GetAtt' in value) return `<${(value['Fn::GetAtt'] as string[]).join('.')}>`;
  const [, parts] = value['Fn::Join'] as [string, unknown[]];
  return parts.map(named).join('');
};

/** A resource with an open end that a role allows, and why it cannot be narrower. */
export interface Wildcard {
  readonly resource: string;
  readonly reason: string;
}

/** Accepts the open end of a resource in a role; cdk-nag asks for each by its own name. */
export const acceptWildcard = (role: Role, { resource, reason }: Wildcard): void => {
  const finding = named(Stack.of(role).resolve(resource));
  Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${finding}]`, reason });
};

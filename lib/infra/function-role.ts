import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/**
 * The role of one function. AWSLambdaBasicExecutionRole would let it write every log group of the account; this one
 * writes its own.
 * @param statements everything it may do beside logging
 */
export const functionRole = (
  scope: Construct,
  log: LogGroup,
  statements: readonly PolicyStatement[],
): Role => {
  const logging = new PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [log.logGroupArn],
  });
  return new Role(scope, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { Calls: new PolicyDocument({ statements: [logging, ...statements] }) },
  });
};

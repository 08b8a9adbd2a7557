import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** The topic that alarms go to; the context value `alarmEmail` subscribes an address. */
export const alarmTopic = (scope: Construct): Topic => {
  const topic = new Topic(scope, 'Topic', { enforceSSL: true });
  // A topic with a policy of its own loses the default one, under which CloudWatch may publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  );
  Validations.of(topic).acknowledge({
    id: 'AwsSolutions-SNS2',
    reason:
      'Alarm texts hold no user data; CloudWatch cannot publish under the key that AWS manages, and an own key costs $1 a month.',
  });
  const email: unknown = scope.node.tryGetContext('alarmEmail');
  if (typeof email === 'string') topic.addSubscription(new EmailSubscription(email));
  return topic;
};

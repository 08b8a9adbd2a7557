import { LocalStartError } from './local-start-error.ts';

/** Carried out: something in the runtime does what the resource says. */
const live = [
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::IntegrationResponse',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFormation::Stack',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
];

/** Accepted and without effect: leaving them out changes no answer that a caller sees. */
const inert = [
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGatewayV2::Deployment',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Events::EventBusPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  // TLS only, which is for others than the machine itself.
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
];

const carried = new Set([...live, ...inert]);

/** @throws LocalStartError listing every resource of a type that the runtime cannot carry */
export const refuseUnknown = (resources: readonly { type: string; logicalId: string }[]): void => {
  const unknown = resources.filter(({ type }) => !carried.has(type));
  if (unknown.length === 0) return;
  const lines = unknown.map(({ type, logicalId }) => `  ${type}  ${logicalId}`);
  throw new LocalStartError(
    `the local runtime cannot carry ${unknown.length} resources of the template; ` +
      `emulate their types in lib/local, or name them as inert in lib/local/carried.ts:\n${lines.join('\n')}`,
  );
};

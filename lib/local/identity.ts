import { createHash } from 'node:crypto';
import { type Addresses, arn, world } from './local-world.ts';

/** What `Ref` and `Fn::GetAtt` answer for a resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What an identity is made from. */
export interface Naming {
  readonly stack: string;
  readonly logicalId: string;
  /** A property of the resource as text, where it has one. */
  readonly property: (name: string) => string | undefined;
  readonly addresses: Addresses;
}

type Identify = (naming: Naming) => Identity;

/** Stable over restarts, and shaped like API Gateway's ids. */
const shortId = ({ stack, logicalId }: Naming): string =>
  BigInt(`0x${createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 16)}`)
    .toString(36)
    .padStart(10, '0')
    .slice(0, 10);

const named = (naming: Naming, property: string, limit = 64): string =>
  naming.property(property) ?? `${naming.stack}-${naming.logicalId}`.slice(-limit);

const table: Identify = naming => {
  const name = named(naming, 'TableName', 255);
  const own = arn('dynamodb', `table/${name}`);
  return {
    ref: name,
    attributes: { Arn: own, StreamArn: `${own}/stream/2026-01-01T00:00:00.000`, TableId: shortId(naming) },
  };
};

const lambda: Identify = naming => {
  const name = named(naming, 'FunctionName');
  return { ref: name, attributes: { Arn: arn('lambda', `function:${name}`) } };
};

const qualified =
  (property: string): Identify =>
  naming => {
    const target = naming.property('FunctionName') ?? '';
    const own = target.startsWith('arn:') ? target : arn('lambda', `function:${target}`);
    const qualifier = naming.property(property) ?? '1';
    return {
      ref: `${own}:${qualifier}`,
      attributes: { Version: qualifier, AliasArn: `${own}:${qualifier}`, FunctionArn: `${own}:${qualifier}` },
    };
  };

const role: Identify = naming => {
  const name = named(naming, 'RoleName');
  return {
    ref: name,
    attributes: {
      Arn: `arn:aws:iam::${world.account}:role/${name}`,
      RoleId: `AROA${shortId(naming).toUpperCase()}`,
    },
  };
};

const managedPolicy: Identify = naming => {
  const own = `arn:aws:iam::${world.account}:policy/${named(naming, 'ManagedPolicyName', 128)}`;
  return { ref: own, attributes: { PolicyArn: own } };
};

const queue: Identify = naming => {
  const fifo = naming.property('FifoQueue') === 'true' && !naming.property('QueueName') ? '.fifo' : '';
  const name = named(naming, 'QueueName', 75) + fifo;
  const url = `${naming.addresses.endpoint}/${world.account}/${name}`;
  return { ref: url, attributes: { Arn: arn('sqs', name), QueueName: name, QueueUrl: url } };
};

const bus: Identify = naming => {
  const name = named(naming, 'Name', 256);
  return { ref: name, attributes: { Arn: arn('events', `event-bus/${name}`), Name: name } };
};

const rule: Identify = naming => {
  const name = named(naming, 'Name');
  const onBus = naming.property('EventBusName');
  const path = onBus && onBus !== 'default' ? `${onBus.split('/').at(-1)}/${name}` : name;
  return { ref: path.replace('/', '|'), attributes: { Arn: arn('events', `rule/${path}`) } };
};

const restApi: Identify = naming => ({
  ref: shortId(naming),
  attributes: { RootResourceId: `${shortId(naming)}-root`, RestApiId: shortId(naming) },
});

const socketApi: Identify = naming => {
  const host = `${shortId(naming)}.execute-api.${world.region}.${world.urlSuffix}`;
  return { ref: shortId(naming), attributes: { ApiId: shortId(naming), ApiEndpoint: `wss://${host}` } };
};

const logGroup: Identify = naming => {
  const name = named(naming, 'LogGroupName', 512);
  return { ref: name, attributes: { Arn: arn('logs', `log-group:${name}:*`) } };
};

const topic: Identify = naming => {
  const name = named(naming, 'TopicName', 256);
  return { ref: arn('sns', name), attributes: { TopicArn: arn('sns', name), TopicName: name } };
};

const bucket: Identify = naming => {
  const name = named(naming, 'BucketName', 63).toLowerCase();
  const host = `${name}.s3.${world.region}.${world.urlSuffix}`;
  return {
    ref: name,
    attributes: { Arn: `arn:aws:s3:::${name}`, RegionalDomainName: host, DomainName: host },
  };
};

const key: Identify = naming => ({
  ref: shortId(naming),
  attributes: { Arn: arn('kms', `key/${shortId(naming)}`), KeyId: shortId(naming) },
});

const alarm: Identify = naming => {
  const name = named(naming, 'AlarmName', 255);
  return { ref: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } };
};

const stage: Identify = naming => ({ ref: naming.property('StageName') ?? shortId(naming), attributes: {} });

const plain: Identify = naming => ({
  ref: shortId(naming),
  attributes: {
    Id: shortId(naming),
    Arn: arn('local', naming.logicalId),
    ResourceId: shortId(naming),
    DeploymentId: shortId(naming),
  },
});

const byType: Record<string, Identify> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': lambda,
  'AWS::Lambda::Version': qualified('Version'),
  'AWS::Lambda::Alias': qualified('Name'),
  'AWS::IAM::Role': role,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::SQS::Queue': queue,
  'AWS::Events::EventBus': bus,
  'AWS::Events::Rule': rule,
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': stage,
  'AWS::ApiGatewayV2::Api': socketApi,
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::SNS::Topic': topic,
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': key,
  'AWS::CloudWatch::Alarm': alarm,
};

/** The name, address and attributes that a resource has in the local AWS. They stay the same over restarts. */
export const identify = (type: string, naming: Naming): Identity => (byType[type] ?? plain)(naming);

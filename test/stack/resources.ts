import { keepingTimes } from '../../lib/protocol/files.ts';
import { deletionPolicy, findings, functionIn, outputs, resourcesOf, stackSizes } from './synthesized.ts';

const only = (type: string) => {
  const [resource, ...others] = resourcesOf(type);
  if (!resource || others.length > 0) throw new Error(`${1 + others.length} resources of type ${type}`);
  return resource;
};

const ruleFor = (source: string) =>
  resourcesOf('AWS::Events::Rule').filter(({ properties }) => properties.EventPattern.source[0] === source);

/** The mapping that feeds a function. */
const mappingOf = (name: string) => {
  const found = resourcesOf('AWS::Lambda::EventSourceMapping').find(
    ({ properties }) => functionIn(properties.FunctionName) === name,
  );
  if (!found) throw new Error(`nothing feeds ${name}`);
  return found.properties;
};

const queueOf = (id: string) => {
  const found = resourcesOf('AWS::SQS::Queue').find(queue => queue.id === id);
  if (!found) throw new Error(`no queue ${id}`);
  return found.properties;
};

export const resourcesSuite = (): void => {
  test('cdk-nag has nothing to say that no exception answers', () => {
    expect(
      findings.map(finding => `${finding.ruleName} ${JSON.stringify(finding.violatingResources)}`),
    ).toEqual([]);
  });

  test('every stack stays under 450 resources', () => {
    expect(Math.max(...stackSizes)).toBeLessThan(450);
  });

  test('the table is on demand, restorable, expires items, streams, and outlives the stack', () => {
    const { id, properties } = only('AWS::DynamoDB::Table');
    expect(properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ExpiresAt', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      DeletionProtectionEnabled: true,
      KeySchema: [
        { AttributeName: 'PK', KeyType: 'HASH' },
        { AttributeName: 'SK', KeyType: 'RANGE' },
      ],
      LocalSecondaryIndexes: [{ IndexName: 'ByTime', Projection: { ProjectionType: 'ALL' } }],
    });
    expect(deletionPolicy(id)).toBe('Retain');
  });

  test('every function is Node 24 on arm64 with its own log', () => {
    const logs = resourcesOf('AWS::Lambda::Function').map(({ properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
      expect(properties.ReservedConcurrentExecutions).toBeUndefined();
      return properties.LoggingConfig.LogGroup.Ref;
    });
    expect(new Set(logs).size).toBe(logs.length);
    expect(logs.sort()).toEqual(
      resourcesOf('AWS::Logs::LogGroup')
        .map(log => log.id)
        .sort(),
    );
  });

  test('logs are kept 7 days', () => {
    for (const log of resourcesOf('AWS::Logs::LogGroup')) expect(log.properties.RetentionInDays).toBe(7);
  });

  test('only expired connections reach session-expiry, and what it cannot take goes to the dead letters', () => {
    const properties = mappingOf('session-expiry');
    expect(JSON.parse(properties.FilterCriteria.Filters[0].Pattern)).toEqual({
      eventName: ['REMOVE'],
      userIdentity: { type: ['Service'], principalId: ['dynamodb.amazonaws.com'] },
      dynamodb: { Keys: { SK: { S: ['CONNECTION'] } } },
    });
    expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(properties.BisectBatchOnFunctionError).toBe(true);
    expect(properties.MaximumRetryAttempts).toBe(5);
    const [letters] = properties.DestinationConfig.OnFailure.Destination['Fn::GetAtt'];
    expect(queueOf(letters).MessageRetentionPeriod).toBe(14 * 86_400);
  });

  test('files are private, encrypted, reached over TLS only, expire, and outlive the stack', () => {
    const { id, properties } = only('AWS::S3::Bucket');
    expect(properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(properties.BucketEncryption).toBeDefined();
    expect(properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    const expiry = properties.LifecycleConfiguration.Rules.map(
      (rule: { Prefix: string; ExpirationInDays: number }) => [rule.Prefix, rule.ExpirationInDays],
    );
    expect(expiry).toEqual(keepingTimes.map(days => [`${days}d/`, days + 1]));
    const { Statement } = only('AWS::S3::BucketPolicy').properties.PolicyDocument;
    expect(
      Statement.map((one: { Effect: string; Condition: object }) => [one.Effect, one.Condition]),
    ).toEqual([
      ['Deny', { Bool: { 'aws:SecureTransport': 'false' } }],
      ['Deny', { NumericLessThan: { 's3:TlsVersion': 1.2 } }],
    ]);
    expect(deletionPolicy(id)).toBe('Retain');
  });

  test('only objects larger than a picture may be reach file-limits', () => {
    const properties = ruleFor('aws.s3')[0]?.properties;
    expect(properties.EventPattern).toEqual({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ Ref: only('AWS::S3::Bucket').id }] },
        object: { size: [{ numeric: ['>', 28 * 1024 * 1024] }] },
      },
    });
    expect(functionIn(properties.Targets)).toBe('file-limits');
  });

  test('only what concerns watched accounts reaches status-watch, at once or when a client had time to come back', () => {
    const rules = ruleFor('kaiwa').map(({ properties }) => properties);
    const at = (seconds: number) => rules.find(rule => rule.EventPattern.detail?.StatusIn[0] === seconds);
    expect(functionIn(at(0)?.Targets)).toBe('status-watch');
    const mapping = mappingOf('status-watch');
    expect(at(60)?.Targets[0].Arn).toEqual(mapping.EventSourceArn);
    expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    const queue = queueOf(mapping.EventSourceArn['Fn::GetAtt'][0]);
    expect(queue).toMatchObject({ DelaySeconds: 61, RedrivePolicy: { maxReceiveCount: 3 } });
  });

  test('changed profiles and nothing else reach profile-watch', () => {
    const rules = ruleFor('kaiwa').filter(
      ({ properties }) => functionIn(properties.Targets) === 'profile-watch',
    );
    expect(rules.map(({ properties }) => properties.EventPattern)).toEqual([
      { source: ['kaiwa'], 'detail-type': ['Profile.CallbackPortraitSet'] },
    ]);
  });

  test('jobs of groups, rooms and shards have a queue each, with dead letters, and leave concurrency to the rest', () => {
    const mappings = resourcesOf('AWS::Lambda::EventSourceMapping').filter(
      ({ properties }) => functionIn(properties.FunctionName) === 'fan-out',
    );
    expect(mappings).toHaveLength(3);
    for (const { properties } of mappings) {
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(properties.ScalingConfig.MaximumConcurrency).toBeLessThanOrEqual(100);
      const queue = queueOf(properties.EventSourceArn['Fn::GetAtt'][0]);
      // Lambda refuses a queue that shows a job again before the function has run out of time.
      expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(60);
      expect(queue.FifoQueue).toBeUndefined();
      expect(queue.RedrivePolicy.maxReceiveCount).toBe(3);
    }
    const letters = mappings.map(
      ({ properties }) =>
        queueOf(properties.EventSourceArn['Fn::GetAtt'][0]).RedrivePolicy.deadLetterTargetArn[
          'Fn::GetAtt'
        ][0],
    );
    expect(new Set(letters).size).toBe(3);
  });

  test('what is dropped, by a flush or at the door, is counted by priority', () => {
    const [counted, ...others] = resourcesOf('AWS::Logs::MetricFilter').filter(
      ({ properties }) => properties.MetricTransformations[0].MetricName === 'DroppedMessages',
    );
    expect(others).toHaveLength(1);
    expect(counted?.properties.FilterPattern).toContain('messages dropped');
    expect(counted?.properties.MetricTransformations[0]).toMatchObject({
      MetricValue: '$.count',
      Dimensions: [{ Key: 'Priority', Value: '$.priority' }],
    });
  });

  test('both doors are throttled', () => {
    const [socket] = resourcesOf('AWS::ApiGatewayV2::Stage');
    const [rest] = resourcesOf('AWS::ApiGateway::Stage');
    expect(socket?.properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(rest?.properties.MethodSettings[0].ThrottlingRateLimit).toBeGreaterThan(0);
  });

  test('API Gateway itself answers in the envelope, with HTTP 200 unless the fault is one of transport', () => {
    const answers = resourcesOf('AWS::ApiGateway::GatewayResponse').map(({ properties }) => {
      const body = JSON.parse(properties.ResponseTemplates['application/json']);
      expect(body).toEqual({
        ActionStatus: 'FAIL',
        ErrorCode: body.ErrorCode,
        ErrorInfo: expect.any(String),
      });
      return [properties.ResponseType, `${properties.StatusCode ?? 'own'} ${body.ErrorCode}`];
    });
    expect(Object.fromEntries(answers)).toEqual({
      MISSING_AUTHENTICATION_TOKEN: '200 60009',
      RESOURCE_NOT_FOUND: '200 60009',
      THROTTLED: '200 60011',
      DEFAULT_4XX: '200 60002',
      INTEGRATION_TIMEOUT: '200 60008',
      DEFAULT_5XX: 'own 60008',
    });
  });

  test('every alarm reaches the topic', () => {
    const topic = only('AWS::SNS::Topic').id;
    for (const { properties } of resourcesOf('AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions).toEqual([{ Ref: topic }]);
    }
  });

  test('the stack says where it can be reached', () => {
    expect([...outputs].sort()).toEqual([
      'AlarmTopicArn',
      'BusName',
      'FilesName',
      'RestUrl',
      'SocketUrl',
      'TableName',
    ]);
  });
};

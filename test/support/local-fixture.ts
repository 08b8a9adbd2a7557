import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, MockIntegration, ResponseType, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnApi,
  CfnIntegration,
  CfnIntegrationResponse,
  CfnRoute,
  CfnRouteResponse,
  CfnStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, BillingMode, type ITable, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  CfnPermission,
  Code,
  FilterCriteria,
  FilterRule,
  Function as LambdaFunction,
  Runtime,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { buildSync } from 'esbuild';
import { handlers } from './local-handlers.ts';

type HandlerName = keyof typeof handlers;

const bundle = (name: HandlerName, folder: string): string => {
  const outdir = join(folder, 'bundles', name);
  buildSync({
    stdin: { contents: handlers[name], resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    outfile: join(outdir, 'index.mjs'),
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return outdir;
};

/** A small app with every kind of resource that the local AWS carries. */
class TestStack extends Stack {
  constructor(
    app: App,
    private readonly folder: string,
  ) {
    super(app, 'LocalTest');
    const table = this.table();
    const { queue, deadLetters } = this.queues();
    const bus = new EventBus(this, 'Bus', { eventBusName: 'test-events' });
    this.rest(table, queue, bus);
    this.socket();
    this.consumer(table, queue, bus);
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'DeadLetterUrl', { value: deadLetters.queueUrl });
  }

  private function(
    name: HandlerName,
    environment: Record<string, string> = {},
    timeout = 10,
  ): LambdaFunction {
    return new LambdaFunction(this, name, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromAsset(bundle(name, this.folder)),
      memorySize: 256,
      timeout: Duration.seconds(timeout),
      environment,
    });
  }

  private table(): Table {
    const table = new Table(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expires',
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
    });
    table.addLocalSecondaryIndex({
      indexName: 'byTime',
      sortKey: { name: 'time', type: AttributeType.NUMBER },
    });
    return table;
  }

  private queues() {
    const deadLetters = new Queue(this, 'DeadLetters');
    const deadLetterQueue = { queue: deadLetters, maxReceiveCount: 2 };
    const queue = new Queue(this, 'Queue', { visibilityTimeout: Duration.seconds(3), deadLetterQueue });
    return { queue, deadLetters };
  }

  private rest(table: Table, queue: Queue, bus: EventBus): void {
    const api = this.function('api', {
      TABLE_NAME: table.tableName,
      QUEUE_URL: queue.queueUrl,
      BUS_NAME: bus.eventBusName,
    });
    const actions = ['dynamodb:PutItem', 'dynamodb:Query'];
    api.addToRolePolicy(new PolicyStatement({ actions, resources: [table.tableArn] }));
    const read = { actions: ['dynamodb:GetItem'], resources: [table.tableArn] };
    api.addToRolePolicy(new PolicyStatement(read));
    queue.grantSendMessages(api);
    bus.grantPutEventsTo(api);
    const rest = new RestApi(this, 'Rest', { deployOptions: { stageName: 'v4' } });
    rest.root.addResource('svc').addResource('{command}').addMethod('POST', new LambdaIntegration(api));
    rest.root.addResource('slow').addMethod('POST', new LambdaIntegration(this.function('slow', {}, 1)));
    const answer = { statusCode: '200', responseTemplates: { 'application/json': '{"mock":true}' } };
    const mock = new MockIntegration({
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      integrationResponses: [answer],
    });
    rest.root.addResource('mock').addMethod('GET', mock, { methodResponses: [{ statusCode: '200' }] });
    rest.addGatewayResponse('Unknown', {
      type: ResponseType.MISSING_AUTHENTICATION_TOKEN,
      statusCode: '404',
      responseHeaders: { 'X-Why': "'unknown'" },
      templates: { 'application/json': '{"ErrorCode":404,"why":$context.error.messageString}' },
    });
  }

  private socket(): void {
    const routeSelectionExpression = '$request.body.head.servcmd';
    const api = new CfnApi(this, 'Socket', {
      name: 'socket',
      protocolType: 'WEBSOCKET',
      routeSelectionExpression,
    });
    const endpoint = `https://${api.ref}.execute-api.${this.region}.${this.urlSuffix}/info`;
    const target = this.function('socket', { SOCKET_ENDPOINT: endpoint });
    const arn = (path: string) =>
      `arn:aws:execute-api:${this.region}:${this.account}:${api.ref}/info/${path}`;
    const resources = [arn('POST/@connections/*')];
    target.addToRolePolicy(new PolicyStatement({ actions: ['execute-api:ManageConnections'], resources }));
    const permission = { action: 'lambda:InvokeFunction', functionName: target.functionArn };
    new CfnPermission(this, 'MayInvoke', {
      ...permission,
      principal: 'apigateway.amazonaws.com',
      sourceArn: arn('*'),
    });
    const integration = new CfnIntegration(this, 'Integration', {
      apiId: api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: `arn:aws:apigateway:${this.region}:lambda:path/2015-03-31/functions/${target.functionArn}/invocations`,
    });
    const beat = new CfnIntegration(this, 'Beat', { apiId: api.ref, integrationType: 'MOCK' });
    new CfnIntegrationResponse(this, 'BeatAnswer', {
      apiId: api.ref,
      integrationId: beat.ref,
      integrationResponseKey: '/200/',
      responseTemplates: { 200: `{"seq":$input.json('$.head.seq')}` },
    });
    this.route(api, 'svc.say', integration, true);
    this.route(api, 'svc.silent', integration, false);
    this.route(api, 'svc.beat', beat, true);
    this.route(api, '$default', integration, true);
    new CfnStage(this, 'Stage', { apiId: api.ref, stageName: 'info', autoDeploy: true });
    new CfnOutput(this, 'SocketUrl', {
      value: `wss://${api.ref}.execute-api.${this.region}.${this.urlSuffix}/info`,
    });
  }

  private route(api: CfnApi, routeKey: string, { ref }: CfnIntegration, answers: boolean): void {
    const selection = answers ? { routeResponseSelectionExpression: '$default' } : {};
    const route = new CfnRoute(this, `Route ${routeKey}`, {
      apiId: api.ref,
      routeKey,
      target: `integrations/${ref}`,
      ...selection,
    });
    const answer = { apiId: api.ref, routeId: route.ref, routeResponseKey: '$default' };
    if (answers) new CfnRouteResponse(this, `Answer ${routeKey}`, answer);
  }

  private consumer(table: Table, queue: Queue, bus: EventBus): void {
    const consumer = this.function('consumer', { TABLE_NAME: table.tableName }, 3);
    table.grantWriteData(consumer);
    consumer.addEventSource(new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }));
    const removed = {
      eventName: FilterRule.isEqual('REMOVE'),
      dynamodb: { Keys: { PK: { S: FilterRule.beginsWith('watched') } } },
    };
    const filters = [FilterCriteria.filter(removed)];
    consumer.addEventSource(
      new DynamoEventSource(table as ITable, { startingPosition: StartingPosition.TRIM_HORIZON, filters }),
    );
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: { source: ['test'], detail: { type: [{ prefix: 'want' }] } },
      targets: [new LambdaTarget(consumer)],
    });
  }
}

/** The small app, synthesized to a temporary folder. */
export interface TestAssembly {
  readonly directory: string;
  readonly remove: () => void;
}

/** Synthesizes the small app. @param change adds to the stack before */
export const synthesizeTestApp = (change: (stack: Stack) => void = () => undefined): TestAssembly => {
  const folder = mkdtempSync(join(tmpdir(), 'local-aws-test-'));
  const app = new App({ outdir: join(folder, 'assembly'), analyticsReporting: false, treeMetadata: false });
  change(new TestStack(app, folder));
  return { directory: app.synth().directory, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Synthesizes a stack that holds only what `build` adds. */
export const synthesizeStack = (build: (stack: Stack) => void): TestAssembly => {
  const folder = mkdtempSync(join(tmpdir(), 'local-aws-test-'));
  const app = new App({ outdir: folder, analyticsReporting: false, treeMetadata: false });
  build(new Stack(app, 'LocalTest'));
  return { directory: app.synth().directory, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

import { Stack, Validations } from 'aws-cdk-lib';
import {
  RestApi as Api,
  AuthorizationType,
  EndpointType,
  Integration,
  IntegrationType,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { noAccessLog } from './access-log.ts';
import type { FeatureFunction } from './feature-function.ts';
import { answerBody, answerHeaders, gatewayAnswers } from './gateway-responses.ts';

/** Name of the stage, which is the version segment of every path (contract: envelope.md 1). */
export const restStage = 'v4';

/** First path segment of links to files. */
const filesSegment = 'files';

const signed =
  'A call is signed by UserSig in its query, checked by the function with the documented error codes (lib/kernel/authenticate.ts); a link to a file is open to whoever knows its unguessable name (docs/files.md).';

const exceptions = [
  { id: 'AwsSolutions-APIG1', reason: noAccessLog },
  { id: 'AwsSolutions-APIG6', reason: noAccessLog },
  {
    id: 'AwsSolutions-APIG2',
    reason:
      'Bodies are checked against the schemas of lib/protocol; each fault has its documented error code.',
  },
  {
    id: 'AwsSolutions-APIG3',
    reason:
      'A firewall costs $6 a month before its first request; whoever wants one associates it with the stage.',
  },
  { id: 'AwsSolutions-APIG4', reason: signed },
  { id: 'AwsSolutions-COG4', reason: signed },
];

/** The HTTP door: `POST /v4/{service}/{command}`, one resource for each service, and the links to files. */
export class RestApi extends Construct {
  readonly api: Api;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new Api(this, 'Api', {
      restApiName: `${Stack.of(this).stackName}-rest`,
      endpointTypes: [EndpointType.REGIONAL],
      // The role for access logs is one for the whole account and region, not this stack's to set.
      cloudWatchRole: false,
      deployOptions: { stageName: restStage, throttlingRateLimit: 2000, throttlingBurstLimit: 1000 },
    });
    // The construct's own output; the stack has one without the slash at its end.
    this.api.node.tryRemoveChild('Endpoint');
    Validations.of(this.api).acknowledge(...exceptions);
    this.answerErrors();
  }

  /** Address of the API, up to the version segment. */
  get url(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `https://${this.api.restApiId}.execute-api.${region}.${urlSuffix}/${restStage}`;
  }

  /** What links to files begin with. They stand in messages, so a name of one's own, when there is one, outlives the API. */
  get filesUrl(): string {
    const own: unknown = this.node.tryGetContext('restDomain');
    return `${typeof own === 'string' ? `https://${own}/${restStage}` : this.url}/${filesSegment}`;
  }

  /** Leads links to files to the function that follows them. */
  addLinks(feature: FeatureFunction): void {
    this.api.root
      .addResource(filesSegment)
      .addResource('{proxy+}')
      .addMethod('GET', this.integration(feature, 'Permission links', `GET/${filesSegment}/*`), {
        authorizationType: AuthorizationType.NONE,
      });
  }

  /**
   * Leads services to the function that owns them.
   * @param services first path segments
   */
  addFunction(feature: FeatureFunction, services: readonly string[]): void {
    if (services.length === 0) return;
    const integration = this.integration(feature, `Permission ${feature.name}`, 'POST/*');
    for (const service of services) {
      this.api.root
        .addResource(service)
        .addResource('{command}')
        .addMethod('POST', integration, { authorizationType: AuthorizationType.NONE });
    }
  }

  /**
   * @param permission id of the permission
   * @param path method and path that may invoke the function
   */
  private integration(feature: FeatureFunction, permission: string, path: string): Integration {
    const { partition, region, account } = Stack.of(this);
    new CfnPermission(this, permission, {
      action: 'lambda:InvokeFunction',
      functionName: feature.function.functionArn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${partition}:execute-api:${region}:${account}:${this.api.restApiId}/${restStage}/${path}`,
    });
    return new Integration({
      type: IntegrationType.AWS_PROXY,
      integrationHttpMethod: 'POST',
      uri: feature.invocationUri,
    });
  }

  private answerErrors(): void {
    for (const answer of gatewayAnswers) {
      this.api.addGatewayResponse(answer.type.responseType, {
        type: answer.type,
        ...(answer.statusCode !== undefined && { statusCode: answer.statusCode }),
        responseHeaders: { ...answerHeaders },
        templates: { 'application/json': answerBody(answer) },
      });
    }
  }
}

import { Stack } from 'aws-cdk-lib';
import { CfnApi, CfnIntegration, CfnRoute, CfnRouteResponse, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';

/** Name of the stage, which published clients put behind the host name (contract: client-wire.md 1). */
export const socketStage = 'info';

/**
 * The WebSocket door. A frame goes by `head.servcmd` to the function that owns the command, and what the function
 * returns is sent back as the answer (API Gateway developer guide: route responses). There is no `$connect` route: a
 * connection is anonymous until it logs in by frame, so opening one invokes nothing.
 */
export class SocketApi extends Construct {
  readonly api: CfnApi;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new CfnApi(this, 'Api', {
      name: `${Stack.of(this).stackName}-socket`,
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.head.servcmd',
    });
    new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: socketStage,
      autoDeploy: true,
      // Half of the account's 10,000 requests/s, so that frames coming in leave room for frames going out.
      defaultRouteSettings: { throttlingRateLimit: 5000, throttlingBurstLimit: 2500 },
    });
  }

  /** Address that functions post to and that clients connect to, without the scheme. */
  get address(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.api.ref}.execute-api.${region}.${urlSuffix}/${socketStage}`;
  }

  /** ARN of one method on every connection of this API. */
  connectionsArn(method: 'POST' | 'DELETE'): string {
    return this.arn(`${method}/@connections/*`);
  }

  /**
   * Lets a function answer frames.
   * @param commands `servcmd` values, or API Gateway's own keys such as `$default`
   * @param events routes whose result nobody waits for
   */
  addFunction(feature: FeatureFunction, commands: readonly string[], events: readonly string[] = []): void {
    const target = `integrations/${this.integration(feature)}`;
    for (const routeKey of commands) {
      const route = this.route(routeKey, { target, routeResponseSelectionExpression: '$default' });
      new CfnRouteResponse(this, `Answer ${routeKey}`, {
        apiId: this.api.ref,
        routeId: route.ref,
        routeResponseKey: '$default',
      });
    }
    for (const routeKey of events) this.route(routeKey, { target });
  }

  private route(
    routeKey: string,
    answer: { readonly target: string; readonly routeResponseSelectionExpression?: string },
  ): CfnRoute {
    return new CfnRoute(this, `Route ${routeKey}`, {
      apiId: this.api.ref,
      routeKey,
      authorizationType: 'NONE',
      ...answer,
    });
  }

  private integration(feature: FeatureFunction): string {
    const { partition, region } = Stack.of(this);
    const arn = feature.function.functionArn;
    new CfnPermission(this, `Permission ${feature.name}`, {
      action: 'lambda:InvokeFunction',
      functionName: arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.arn('*'),
    });
    return new CfnIntegration(this, `Integration ${feature.name}`, {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    }).ref;
  }

  private arn(path: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:execute-api:${region}:${account}:${this.api.ref}/${socketStage}/${path}`;
  }
}

import { Stack, Validations } from 'aws-cdk-lib';
import { CfnApi, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { Construct } from 'constructs';
import { noAccessLog } from './access-log.ts';

/** Name of the stage, which published clients put behind the host name (contract: client-wire.md 1). */
export const socketStage = 'info';

/**
 * The WebSocket door. A frame goes by `head.servcmd` to the function that owns the command (`SocketRoutes`), and what
 * the function returns is sent back as the answer (API Gateway developer guide: route responses). There is no `$connect`
 * route: a connection is anonymous until it logs in by frame, so opening one invokes nothing.
 */
export class SocketApi extends Construct {
  readonly api: CfnApi;
  readonly stage: CfnStage;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.api = new CfnApi(this, 'Api', {
      name: `${Stack.of(this).stackName}-socket`,
      protocolType: 'WEBSOCKET',
      routeSelectionExpression: '$request.body.head.servcmd',
    });
    this.stage = new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: socketStage,
      autoDeploy: true,
      // Half of the account's 10,000 requests/s, so that frames coming in leave room for frames going out.
      defaultRouteSettings: { throttlingRateLimit: 5000, throttlingBurstLimit: 2500 },
    });
    Validations.of(this.stage).acknowledge({ id: 'AwsSolutions-APIG1', reason: noAccessLog });
  }

  /** Where clients connect to and functions post to, without the scheme. */
  get address(): string {
    const { region, urlSuffix } = Stack.of(this);
    return `${this.api.ref}.execute-api.${region}.${urlSuffix}/${socketStage}`;
  }

  /** ARN of one method on every connection. */
  connectionsArn(method: 'POST' | 'DELETE'): string {
    return this.arn(`${method}/@connections/*`);
  }

  /** ARN of something in the stage. */
  arn(path: string): string {
    const { partition, region, account } = Stack.of(this);
    return `arn:${partition}:execute-api:${region}:${account}:${this.api.ref}/${socketStage}/${path}`;
  }
}

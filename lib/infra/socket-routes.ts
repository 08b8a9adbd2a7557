import { NestedStack, Validations } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute, CfnRouteResponse } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';
import type { SocketApi } from './socket-api.ts';

interface SocketRoutesProps {
  readonly socket: SocketApi;
  readonly feature: FeatureFunction;
  /** Routes that answer: `servcmd` values, or API Gateway's own keys such as `$default`. */
  readonly commands: readonly string[];
  /** Routes whose result nobody waits for. */
  readonly events: readonly string[];
}

const noAuthorizer = {
  id: 'AwsSolutions-APIG4',
  reason:
    'A client proves itself in the frame (UserSig or A2Key, lib/kernel/authenticate.ts); API Gateway can authorize a WebSocket at $connect only, before the client has said who it is.',
};

/**
 * The socket routes of one function, all behind one integration. A stack of its own, because an answered route is two
 * resources: 200 commands are more than the 500 that CloudFormation takes in one stack, and a route cannot move to
 * another stack later without an outage.
 */
export class SocketRoutes extends NestedStack {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: SocketRoutesProps,
  ) {
    super(scope, id, { description: `Kaiwa socket routes of ${props.feature.name}` });
    Validations.of(this).acknowledge(noAuthorizer);
    const target = `integrations/${this.integration()}`;
    for (const command of props.commands) this.answeredRoute(command, target);
    for (const event of props.events) this.route(event, { target });
  }

  private answeredRoute(routeKey: string, target: string): void {
    const route = this.route(routeKey, { target, routeResponseSelectionExpression: '$default' });
    new CfnRouteResponse(this, `Answer ${routeKey}`, {
      apiId: this.props.socket.api.ref,
      routeId: route.ref,
      routeResponseKey: '$default',
    });
  }

  private route(
    routeKey: string,
    answer: { readonly target: string; readonly routeResponseSelectionExpression?: string },
  ): CfnRoute {
    const apiId = this.props.socket.api.ref;
    return new CfnRoute(this, `Route ${routeKey}`, { apiId, routeKey, authorizationType: 'NONE', ...answer });
  }

  private integration(): string {
    const { socket, feature } = this.props;
    const arn = feature.function.functionArn;
    new CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: arn,
      principal: 'apigateway.amazonaws.com',
      sourceArn: socket.arn('*'),
    });
    return new CfnIntegration(this, 'Integration', {
      apiId: socket.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: feature.invocationUri,
    }).ref;
  }
}

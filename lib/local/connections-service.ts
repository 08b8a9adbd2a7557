import type { Service, ServiceAnswer, ServiceRequest } from './aws-endpoint.ts';
import { AwsError } from './aws-error.ts';
import { arn } from './local-world.ts';
import { largestMessage, type SocketGateway } from './socket-gateway.ts';

const path = /^\/([^/]+)\/(?:@|%40)connections\/([^/?]+)$/;

/** Whether a path belongs to the `@connections` API. */
export const isConnectionsPath = (url: string): boolean => path.test(url);

/** API Gateway's `@connections` API (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html). */
export class ConnectionsService implements Service {
  readonly name = 'connections';

  /** @param gateways by stage */
  constructor(private readonly gateways: ReadonlyMap<string, SocketGateway>) {}

  readonly answer = async (request: ServiceRequest): Promise<ServiceAnswer> => {
    const [, stage = '', encodedId = ''] = path.exec(request.url) ?? [];
    const id = decodeURIComponent(encodedId);
    const gateway = this.gateways.get(stage);
    if (!gateway) throw new AwsError('ForbiddenException', `no WebSocket API has the stage ${stage}`, 403);
    const resource = arn(
      'execute-api',
      `${gateway.plan.apiId}/${stage}/${request.method}/@connections/${id}`,
    );
    request.authorize('execute-api:ManageConnections', resource);
    const connection = gateway.connection(id);
    if (!connection) throw new AwsError('GoneException', 'Gone', 410);
    if (request.method === 'POST') await this.post(gateway, connection, request);
    else if (request.method === 'DELETE') connection.socket.close(1000, 'Connection closed by the server');
    else return { status: 200, contentType: 'application/json', body: JSON.stringify(about(connection)) };
    return { status: request.method === 'DELETE' ? 204 : 200, contentType: 'application/json', body: '' };
  };

  private async post(
    gateway: SocketGateway,
    connection: NonNullable<ReturnType<SocketGateway['connection']>>,
    request: ServiceRequest,
  ) {
    if (request.body.length > largestMessage)
      throw new AwsError('PayloadTooLargeException', 'Message too long', 413);
    const steps = await gateway.post(connection, request.body, request.payer);
    const call = request.principal.call?.();
    if (call) call.socketMessages += steps;
  }
}

const about = (connection: NonNullable<ReturnType<SocketGateway['connection']>>) => ({
  ConnectedAt: new Date(connection.connectedAt).toISOString(),
  Identity: {
    SourceIp: connection.request.socket.remoteAddress,
    UserAgent: connection.request.headers['user-agent'],
  },
  LastActiveAt: new Date(connection.lastActiveAt).toISOString(),
});

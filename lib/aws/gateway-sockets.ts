import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { Sockets } from '../kernel/ports.ts';
import type { ConnectionId } from '../protocol/ids.ts';

/** The sockets port over API Gateway's `@connections` API. */
export class GatewaySockets implements Sockets {
  private readonly client: ApiGatewayManagementApiClient;

  /** @param endpoint `https://{api}.execute-api.{region}.amazonaws.com/{stage}` */
  constructor(endpoint: string) {
    this.client = new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 3 });
  }

  async post(connection: ConnectionId, frame: string): Promise<'delivered' | 'gone'> {
    try {
      await this.client.send(new PostToConnectionCommand({ ConnectionId: connection, Data: frame }));
      return 'delivered';
    } catch (error) {
      if (error instanceof GoneException) return 'gone';
      throw error;
    }
  }

  async close(connection: ConnectionId): Promise<void> {
    try {
      await this.client.send(new DeleteConnectionCommand({ ConnectionId: connection }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
    }
  }
}

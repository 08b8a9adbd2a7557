import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AwsEndpoint } from './aws-endpoint.ts';
import { type ConnectionsService, isConnectionsPath } from './connections-service.ts';
import { sendJson } from './http.ts';
import { type PageSources, servePage } from './local-pages.ts';
import { LocalStartError } from './local-start-error.ts';
import type { RestGateway } from './rest-gateway.ts';
import type { S3Gateway } from './s3-gateway.ts';
import type { SocketGateway } from './socket-gateway.ts';

/** Everything behind the one port. */
export interface GatewaySet {
  readonly rest: readonly RestGateway[];
  readonly sockets: readonly SocketGateway[];
  readonly endpoint: AwsEndpoint;
  readonly connections: ConnectionsService;
  readonly s3: S3Gateway;
  readonly pages: PageSources;
  readonly log: (line: string) => void;
}

/** Leads requests to the stage, or the bucket, that the first segment of their path names. */
export class Gateways {
  private readonly rest: ReadonlyMap<string, RestGateway>;
  private readonly sockets: ReadonlyMap<string, SocketGateway>;

  /** @throws LocalStartError when two APIs have a stage of the same name, which one port cannot tell apart */
  constructor(private readonly parts: GatewaySet) {
    this.rest = new Map(parts.rest.map(gateway => [gateway.plan.stage, gateway]));
    this.sockets = new Map(parts.sockets.map(gateway => [gateway.plan.stage, gateway]));
    if (
      new Set([...this.rest.keys(), ...this.sockets.keys()]).size <
      parts.rest.length + parts.sockets.length
    ) {
      throw new LocalStartError(
        'two APIs of the template have a stage of the same name; the local runtime tells them apart by it: rename one.',
      );
    }
  }

  /** Answers an HTTP request. */
  readonly listener = (request: IncomingMessage, response: ServerResponse): void => {
    this.serve(request, response).catch((error: unknown) => {
      this.parts.log(`gateway: ${error instanceof Error ? error.stack : String(error)}`);
      if (!response.headersSent) sendJson(response, 500, { message: 'Internal server error' });
    });
  };

  /** Opens a WebSocket. */
  readonly upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', () => undefined);
    const [, stage = ''] = (request.url ?? '/').split(/[/?]/);
    const gateway = this.sockets.get(stage);
    if (gateway)
      gateway
        .upgrade(request, socket, head)
        .catch((error: unknown) => this.parts.log(`gateway: ${String(error)}`));
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  };

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isConnectionsPath(request.url ?? '')) {
      const operation = `${request.method} @connections`;
      return this.parts.endpoint.serve(request, response, this.parts.connections, operation);
    }
    const url = new URL(request.url ?? '/', 'http://local');
    const [, stage = ''] = url.pathname.split('/');
    if (stage === '_local') return servePage(request, response, url, this.parts.pages);
    if (this.parts.s3.has(stage)) return this.parts.s3.serve(request, response, url);
    const gateway = this.rest.get(stage);
    if (!gateway)
      return sendJson(response, 403, { message: 'Forbidden' }, { 'x-amzn-errortype': 'ForbiddenException' });
    await gateway.serve(request, response, url.pathname.slice(stage.length + 1) || '/', url.searchParams);
  }
}

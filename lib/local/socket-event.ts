import { randomUUID } from 'node:crypto';
import { headersOf, timesOf } from './rest-event.ts';
import type { SocketConnection } from './socket-connection.ts';
import type { SocketPlan } from './socket-plan.ts';

const first = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

const contextOf = (
  plan: SocketPlan,
  connection: Pick<SocketConnection, 'id' | 'connectedAt' | 'request'>,
  routeKey: string,
) => {
  const requestId = randomUUID();
  return {
    routeKey,
    extendedRequestId: requestId.slice(0, 16),
    ...timesOf(new Date()),
    messageDirection: 'IN',
    stage: plan.stage,
    connectedAt: connection.connectedAt,
    identity: {
      sourceIp: connection.request.socket.remoteAddress ?? '127.0.0.1',
      userAgent: connection.request.headers['user-agent'],
    },
    requestId,
    domainName: connection.request.headers.host ?? '',
    connectionId: connection.id,
    apiId: plan.apiId,
  };
};

/** The event of `$connect`, the only one that carries headers and query. */
export const connectEvent = (
  plan: SocketPlan,
  connection: Pick<SocketConnection, 'id' | 'connectedAt' | 'request'>,
) => {
  const headers = headersOf(connection.request);
  const query = [...new URL(connection.request.url ?? '/', 'http://local').searchParams];
  const multi: Record<string, string[]> = {};
  for (const [name, value] of query) multi[name] = [...(multi[name] ?? []), value];
  return {
    headers: first(headers),
    multiValueHeaders: headers,
    ...(query.length > 0 && { queryStringParameters: first(multi), multiValueQueryStringParameters: multi }),
    requestContext: { ...contextOf(plan, connection, '$connect'), eventType: 'CONNECT' },
    isBase64Encoded: false,
  };
};

/** The event of a message (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html). */
export const messageEvent = (
  plan: SocketPlan,
  connection: SocketConnection,
  routeKey: string,
  body: string,
) => {
  const context = contextOf(plan, connection, routeKey);
  return {
    requestContext: { ...context, messageId: context.requestId, eventType: 'MESSAGE' },
    body,
    isBase64Encoded: false,
  };
};

/** The event of `$disconnect`. */
export const disconnectEvent = (
  plan: SocketPlan,
  connection: SocketConnection,
  code: number,
  reason: string,
) => ({
  headers: { Host: connection.request.headers.host ?? '' },
  multiValueHeaders: { Host: [connection.request.headers.host ?? ''] },
  requestContext: {
    ...contextOf(plan, connection, '$disconnect'),
    eventType: 'DISCONNECT',
    disconnectStatusCode: code,
    disconnectReason: reason,
  },
  isBase64Encoded: false,
});

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type CallRecord, ownerOf } from './call-record.ts';
import type { Faults } from './faults.ts';
import { watchFrameLengths } from './frame-lengths.ts';
import { atPath, isObject, parseJson } from './json.ts';
import type { Outcome } from './lambda-environment.ts';
import { arn, world } from './local-world.ts';
import { fillTemplate } from './mapping-template.ts';
import type { Owner } from './meter.ts';
import type { GatewayParts } from './rest-gateway.ts';
import { type ConnectionLimits, newConnectionId, SocketConnection } from './socket-connection.ts';
import { connectEvent, disconnectEvent, messageEvent } from './socket-event.ts';
import type { SocketPlan, SocketRoute } from './socket-plan.ts';

export interface SocketParts extends GatewayParts {
  readonly limits: ConnectionLimits;
  readonly faults: Faults;
}

/** Bytes of a message in either direction. */
export const largestMessage = 128 * 1024;
/** A message is billed for each 32 KB. */
const billedStep = 32 * 1024;

const reasons: Record<number, string> = {
  404: 'Not Found',
  403: 'Forbidden',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
};

const refuse = (socket: Duplex, status: number): void => {
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status] ?? 'Refused'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
};

/** Why a message was not handled, in API Gateway's words. */
type GatewayMessage = 'Forbidden' | 'Internal server error';

/** What a proxy integration answered: a frame to send back, if any; undefined for no proxy response. */
const replyIn = (outcome: Outcome): { body: string; status: number } | undefined => {
  const result = 'payload' in outcome ? parseJson(outcome.payload) : undefined;
  if (!isObject(result) || !Number.isInteger(Number(result.statusCode ?? Number.NaN))) return undefined;
  return { status: Number(result.statusCode), body: typeof result.body === 'string' ? result.body : '' };
};

/** One stage of a WebSocket API (API Gateway v2). */
export class SocketGateway {
  private readonly server = new WebSocketServer({
    noServer: true,
    maxPayload: largestMessage,
    perMessageDeflate: false,
  });
  private readonly connections = new Map<string, SocketConnection>();
  private readonly closing = new Set<Promise<void>>();

  constructor(
    readonly plan: SocketPlan,
    private readonly parts: SocketParts,
  ) {}

  /** Opens a connection, if `$connect` allows it. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const id = newConnectionId();
    const status = await this.connect(id, request);
    if (status >= 300) return refuse(socket, status);
    this.server.handleUpgrade(request, socket, head, webSocket => this.open(id, webSocket, request));
  }

  /** An open connection; undefined for one that is gone. */
  connection(id: string): SocketConnection | undefined {
    return this.connections.get(id);
  }

  /** Sends a frame, as it came, on behalf of a function; the caller pays. */
  async post(connection: SocketConnection, frame: Buffer, owner: Owner): Promise<number> {
    await this.parts.faults.beforeDelivery?.({ to: 'connection', name: connection.id });
    connection.send(frame);
    return this.countOut(frame, owner);
  }

  /** Connection minutes of connections that are still open, for the bill. */
  countOpenMinutes(now = Date.now()): number {
    return [...this.connections.values()].reduce(
      (total, { connectedAt }) => total + (now - connectedAt) / 60_000,
      0,
    );
  }

  /** Closes every connection and waits for what `$disconnect` does. */
  async stop(): Promise<void> {
    const sockets = [...this.connections.values()].map(({ socket }) => socket);
    const closed = sockets.map(socket => new Promise(resolve => socket.once('close', resolve)));
    for (const socket of sockets) socket.terminate();
    this.server.close();
    await Promise.race([
      Promise.all(closed).then(() => Promise.all(this.closing)),
      new Promise(resolve => setTimeout(resolve, 2000).unref()),
    ]);
  }

  private async connect(id: string, request: IncomingMessage): Promise<number> {
    const route = this.plan.routes.get('$connect');
    if (!route?.functionName) return 200;
    const event = connectEvent(this.plan, { id, request, connectedAt: Date.now() });
    const outcome = await this.run(
      route,
      event,
      this.parts.calls.begin('socket', '$connect', route.functionName),
    );
    return replyIn(outcome)?.status ?? 502;
  }

  private open(id: string, webSocket: WebSocket, request: IncomingMessage): void {
    const connection = new SocketConnection(id, webSocket, request, this.parts.limits);
    this.connections.set(id, connection);
    // Before ws sees the bytes, so that a message in a frame too long is not handled.
    request.socket.prependListener(
      'data',
      watchFrameLengths(() => webSocket.close(1009, 'Frame too long')),
    );
    webSocket.on('message', (data: Buffer, isBinary) => {
      if (webSocket.readyState !== webSocket.OPEN) return;
      if (isBinary) return webSocket.close(1003, 'Binary frames are not supported');
      void this.message(connection, data.toString());
    });
    // ws closes with 1009 by itself when a message is too long; the event only tells.
    webSocket.on('error', () => undefined);
    webSocket.on('close', (code, reason) => {
      const gone = this.closed(connection, code, reason.toString());
      this.closing.add(gone);
      void gone.finally(() => this.closing.delete(gone));
    });
  }

  private async closed(connection: SocketConnection, code: number, reason: string): Promise<void> {
    connection.forget();
    this.connections.delete(connection.id);
    const minutes = (Date.now() - connection.connectedAt) / 60_000;
    this.parts.meter.count('socket-connection-minutes', minutes, { command: 'connections' });
    const route = this.plan.routes.get('$disconnect');
    if (!route?.functionName) return;
    const event = disconnectEvent(this.plan, connection, code, reason);
    await this.run(route, event, this.parts.calls.begin('socket', '$disconnect', route.functionName));
  }

  private async message(connection: SocketConnection, body: string): Promise<void> {
    connection.touch();
    const selected = atPath(parseJson(body), this.plan.selection);
    const named =
      typeof selected === 'string' && !selected.startsWith('$') ? this.plan.routes.get(selected) : undefined;
    const route = named ?? this.plan.routes.get('$default');
    const command = typeof selected === 'string' ? selected : '$default';
    const call = this.parts.calls.begin('socket', command, route?.functionName ?? '');
    const steps = Math.max(1, Math.ceil(Buffer.byteLength(body) / billedStep));
    call.socketMessages += steps;
    this.parts.meter.count('socket-messages', steps, ownerOf(call), 'in');
    const event = messageEvent(this.plan, connection, route?.key ?? '$default', body);
    const { requestId } = event.requestContext;
    const fail = (message: GatewayMessage) =>
      JSON.stringify({ message, connectionId: connection.id, requestId });
    const { reply, ok } = route
      ? await this.answer(route, event, body, call, fail)
      : { reply: fail('Forbidden'), ok: false };
    const sent = reply !== '' && connection.socket.readyState === connection.socket.OPEN;
    if (sent) {
      connection.send(reply);
      call.socketMessages += this.countOut(reply, ownerOf(call));
    }
    this.parts.calls.end(call, { ok, reply });
  }

  private async answer(
    route: SocketRoute,
    event: object,
    body: string,
    call: CallRecord,
    fail: (message: GatewayMessage) => string,
  ): Promise<{ reply: string; ok: boolean }> {
    if (route.functionName === undefined) {
      const filled = fillTemplate(route.mockTemplate ?? '', { body, context: {} });
      return { reply: route.answers ? filled : '', ok: true };
    }
    const target = this.functionOf(route);
    const outcome = target && (await this.within(route, target.invoke(event, call)));
    const result = outcome && replyIn(outcome);
    if (!result) return { reply: fail('Internal server error'), ok: false };
    return { reply: route.answers ? result.body : '', ok: true };
  }

  private async within(route: SocketRoute, work: Promise<Outcome>): Promise<Outcome | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>(resolve => {
      timer = setTimeout(() => resolve(undefined), route.timeoutMs);
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  }

  private async run(route: SocketRoute, event: object, call: CallRecord): Promise<Outcome> {
    const target = this.functionOf(route);
    const refused: Outcome = {
      error: { errorType: 'Forbidden', errorMessage: 'API Gateway may not invoke the function' },
    };
    const outcome = target ? await target.invoke(event, call) : refused;
    this.parts.calls.end(call, { ok: 'payload' in outcome });
    return outcome;
  }

  private functionOf({ key, functionName = '' }: SocketRoute) {
    const source = `arn:aws:execute-api:${world.region}:${world.account}:${this.plan.apiId}/${this.plan.stage}/${key}`;
    const resource = arn('lambda', `function:${functionName}`);
    const allowed = this.parts.policies.allows(
      'apigateway.amazonaws.com',
      'lambda:InvokeFunction',
      resource,
      source,
    );
    return allowed ? this.parts.functions.get(functionName) : undefined;
  }

  private countOut(frame: string | Buffer, owner: Owner): number {
    const bytes = Buffer.byteLength(frame);
    const steps = Math.max(1, Math.ceil(bytes / billedStep));
    this.parts.meter.count('socket-messages', steps, owner, 'out');
    this.parts.meter.count('bytes-out', bytes, owner);
    return steps;
  }
}

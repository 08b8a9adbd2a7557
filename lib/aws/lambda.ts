import type {
  APIGatewayProxyEvent,
  APIGatewayProxyResult,
  APIGatewayProxyResultV2,
  APIGatewayProxyWebsocketEventV2,
} from 'aws-lambda';
import type { ReplyBody } from '../kernel/call.ts';
import { dispatch, type Program } from '../kernel/dispatch.ts';
import { errors } from '../protocol/errors.ts';
import type { ConnectionId } from '../protocol/ids.ts';
import { restCall, restResult } from './rest-door.ts';
import { readFrame, socketCall, socketResult } from './socket-door.ts';

/** The events that API Gateway sends to a function. */
export type DoorEvent = APIGatewayProxyEvent | APIGatewayProxyWebsocketEventV2;

const isSocketEvent = (event: DoorEvent): event is APIGatewayProxyWebsocketEventV2 =>
  'connectionId' in event.requestContext && event.requestContext.connectionId !== undefined;

const unreadable: ReplyBody = {
  ActionStatus: 'FAIL',
  ErrorCode: errors.RequestNotParsable.code,
  ErrorInfo: 'the frame is not a JSON object with head.servcmd and head.seq',
};

/** What API Gateway says of an ended connection, beside what its published types know. */
interface DisconnectContext {
  /** Close code of the WebSocket; 1006 when there was no close frame. */
  readonly disconnectStatusCode?: number;
  /** Milliseconds since 1970. */
  readonly connectedAt: number;
  readonly requestTimeEpoch: number;
}

/** How a connection has ended. */
export interface EndedConnection {
  readonly code: number;
  /** How long it lasted. */
  readonly milliseconds: number;
}

const closingIn = ({
  disconnectStatusCode,
  connectedAt,
  requestTimeEpoch,
}: DisconnectContext): EndedConnection => ({
  code: disconnectStatusCode ?? 1006,
  milliseconds: requestTimeEpoch - connectedAt,
});

const onFrame = async <Deps>(event: APIGatewayProxyWebsocketEventV2, program: Program<Deps>) => {
  const frame = readFrame(event);
  if (!frame) return { statusCode: 200, body: JSON.stringify({ head: {}, body: unreadable }) };
  return socketResult(frame, await dispatch(socketCall(event, frame), program));
};

/**
 * The handler of a function behind both doors.
 * @param program the services it owns and what they need
 * @param disconnected called when a connection has ended, in the one function that `$disconnect` leads to
 */
export const doorHandler =
  <Deps>(
    program: Program<Deps>,
    disconnected?: (connection: ConnectionId, closing: EndedConnection) => Promise<void>,
  ) =>
  async (event: DoorEvent): Promise<APIGatewayProxyResult | APIGatewayProxyResultV2> => {
    if (!isSocketEvent(event)) return restResult(await dispatch(restCall(event), program));
    if (event.requestContext.eventType === 'DISCONNECT') {
      const { connectionId } = event.requestContext;
      await disconnected?.(connectionId as ConnectionId, closingIn(event.requestContext));
      return { statusCode: 200 };
    }
    return onFrame(event, program);
  };

import type { APIGatewayProxyResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import type { Call, ReplyBody } from '../kernel/call.ts';
import { type RequestFrame, replyFrame, requestFrame } from '../protocol/frames.ts';
import type { ConnectionId } from '../protocol/ids.ts';

/** What a frame could be read as: a request, or nothing that can be answered by `servcmd` and `seq`. */
export const readFrame = (event: APIGatewayProxyWebsocketEventV2): RequestFrame | undefined => {
  try {
    return requestFrame.safeParse(JSON.parse(event.body ?? '')).data;
  } catch {
    return undefined;
  }
};

/** A request frame as a call (contract: client-wire.md 2). */
export const socketCall = (event: APIGatewayProxyWebsocketEventV2, frame: RequestFrame): Call => {
  const { head, body } = frame;
  const dot = head.servcmd.indexOf('.');
  return {
    id: event.requestContext.requestId,
    door: 'socket',
    service: head.servcmd.slice(0, dot),
    command: head.servcmd.slice(dot + 1),
    claims: {
      sdkAppId: head.sdkappid?.toString(),
      identifier: head.identifier,
      userSig: head.usersig,
      a2: head.a2,
      platform: head.platform,
    },
    body: { json: body },
    connection: event.requestContext.connectionId as ConnectionId,
    parameters: {},
  };
};

/** The answer on the socket, which API Gateway sends as a text frame through the route response. */
export const socketResult = (frame: RequestFrame, reply: ReplyBody): APIGatewayProxyResultV2 => ({
  statusCode: 200,
  body: replyFrame(frame.head.servcmd, frame.head.seq, reply),
});

import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { Call, ReplyBody } from '../kernel/call.ts';

const textOf = (event: APIGatewayProxyEvent): string =>
  event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');

/** A REST request `/{service}/{command}` of stage `v4` as a call (contract: envelope.md 1). */
export const restCall = (event: APIGatewayProxyEvent): Call => {
  const parameters = event.queryStringParameters ?? {};
  const [, service = '', command = ''] = event.path.split('/').slice(-3);
  return {
    id: event.requestContext.requestId,
    door: 'rest',
    service,
    command,
    claims: {
      sdkAppId: parameters.sdkappid,
      identifier: parameters.identifier,
      userSig: parameters.usersig,
    },
    body: { text: textOf(event) },
    parameters,
  };
};

/** The answer over REST: HTTP 200 whatever the outcome, headers as the original's (contract: envelope.md 2). */
export const restResult = (reply: ReplyBody): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: {
    'Content-Type': 'application/json; charset=utf-8',
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': 'X-Requested-With',
    'Access-Control-Allow-Methods': 'POST',
  },
  body: JSON.stringify(reply),
});

import type { IncomingMessage } from 'node:http';
import { world } from './local-world.ts';
import type { RestPlan } from './rest-plan.ts';
import type { RestMatch } from './rest-routes.ts';

const multiValue = (pairs: readonly (readonly [string, string])[]): Record<string, string[]> => {
  const result: Record<string, string[]> = {};
  for (const [name, value] of pairs) {
    result[name] ??= [];
    result[name].push(value);
  }
  return result;
};

/** The last value of each name, as the single-value members of the event carry. */
const lastOf = (values: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.at(-1) ?? '']));

/** Headers with their names as sent. */
export const headersOf = ({ rawHeaders }: IncomingMessage): Record<string, string[]> =>
  multiValue(
    Array.from(
      { length: rawHeaders.length / 2 },
      (_, i) => [rawHeaders[2 * i] ?? '', rawHeaders[2 * i + 1] ?? ''] as const,
    ),
  );

const nullIfEmpty = <T extends object>(values: T): T | null =>
  Object.keys(values).length > 0 ? values : null;

const requestTime = (now: Date): string => {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) ([\d:]+)/.exec(now.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
};

/** Members of a request context that REST and socket events share. */
export const timesOf = (now: Date): { requestTime: string; requestTimeEpoch: number } => ({
  requestTime: requestTime(now),
  requestTimeEpoch: now.getTime(),
});

/** A media type list such as `image/*` against a content type. */
export const isBinary = (contentType: string, types: readonly string[]): boolean => {
  const [type = ''] = contentType.split(';');
  return types.some(
    pattern =>
      pattern === '*/*' ||
      pattern === type.trim() ||
      (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1))),
  );
};

const identity = (request: IncomingMessage) => ({
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: request.headers['user-agent'] ?? null,
  user: null,
});

/** The request as parts of it are known to the gateway. */
export interface RestRequest {
  readonly plan: RestPlan;
  readonly match: RestMatch;
  readonly request: IncomingMessage;
  readonly requestId: string;
  /** Path below the stage. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/**
 * The event of a Lambda proxy integration
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html).
 */
export const restEvent = ({ plan, match, request, requestId, path, query, body }: RestRequest): object => {
  const multiValueHeaders = headersOf(request);
  const multiValueQuery = multiValue([...query]);
  const binary = isBinary(request.headers['content-type'] ?? '', plan.binaryTypes);
  const host = request.headers.host ?? '';
  return {
    resource: match.route.path,
    path,
    httpMethod: request.method,
    headers: lastOf(multiValueHeaders),
    multiValueHeaders,
    queryStringParameters: nullIfEmpty(lastOf(multiValueQuery)),
    multiValueQueryStringParameters: nullIfEmpty(multiValueQuery),
    pathParameters: nullIfEmpty(match.parameters),
    stageVariables: plan.variables,
    requestContext: {
      resourceId: match.route.resourceId,
      resourcePath: match.route.path,
      httpMethod: request.method,
      extendedRequestId: requestId.slice(0, 16),
      ...timesOf(new Date()),
      path: `/${plan.stage}${path}`,
      accountId: world.account,
      protocol: 'HTTP/1.1',
      stage: plan.stage,
      domainPrefix: plan.apiId,
      requestId,
      identity: identity(request),
      domainName: host,
      apiId: plan.apiId,
    },
    body: body.length === 0 ? null : body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary && body.length > 0,
  };
};

import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { DoorEvent } from './lambda.ts';

/** Where a link leads. */
export interface Redirect {
  readonly url: string;
  /** Seconds in which a browser need not ask again. */
  readonly rememberSeconds: number;
}

const headers = { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/plain; charset=utf-8' };
const notFound: APIGatewayProxyResult = {
  statusCode: 404,
  headers,
  body: 'There is no such file, or it is no longer kept.',
};

const isLink = (event: DoorEvent): event is APIGatewayProxyEvent =>
  'httpMethod' in event && event.httpMethod === 'GET';

/** `GET /files/{proxy+}` as a redirect; 404 when the link leads nowhere. */
const onLink = (
  event: APIGatewayProxyEvent,
  follow: (path: string) => Redirect | undefined,
): APIGatewayProxyResult => {
  const found = follow(event.pathParameters?.proxy ?? '');
  if (!found) return notFound;
  return {
    statusCode: 302,
    headers: {
      ...headers,
      Location: found.url,
      'Cache-Control': `private, max-age=${found.rememberSeconds}`,
    },
    body: '',
  };
};

/**
 * The handler of a function that also answers links to files, which are the only GET requests.
 * @param follow where the part behind `/files/` leads
 * @param commands the handler of everything else
 */
export const linkHandler =
  <Answer>(follow: (path: string) => Redirect | undefined, commands: (event: DoorEvent) => Promise<Answer>) =>
  async (event: DoorEvent): Promise<Answer | APIGatewayProxyResult> =>
    isLink(event) ? onLink(event, follow) : commands(event);

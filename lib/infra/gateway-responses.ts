import { type ResponseType, ResponseType as type } from 'aws-cdk-lib/aws-apigateway';
import { errors } from '../protocol/errors.ts';

/** What API Gateway itself answers when no function is asked. */
export interface GatewayAnswer {
  readonly type: ResponseType;
  /** HTTP status; absent means API Gateway's own. */
  readonly statusCode?: string;
  readonly errorCode: number;
  readonly errorInfo: string;
}

const unknown = { errorCode: errors.CommandUnknown.code, errorInfo: errors.CommandUnknown.text };
const unreadable = { errorCode: errors.RequestNotParsable.code, errorInfo: errors.RequestNotParsable.text };
const late = { errorCode: 60008, errorInfo: 'the backend did not answer in time; try again' };

/**
 * An answered request is HTTP 200 with the error in its body; only a transport fault keeps another status (contract:
 * envelope.md 2 and 4). A function that crashed is such a fault: it stays 502, which clients retry and the alarm counts,
 * with the same envelope in its body.
 */
export const gatewayAnswers: readonly GatewayAnswer[] = [
  // API Gateway's name for a path or method that does not exist.
  { type: type.MISSING_AUTHENTICATION_TOKEN, statusCode: '200', ...unknown },
  { type: type.RESOURCE_NOT_FOUND, statusCode: '200', ...unknown },
  {
    type: type.THROTTLED,
    statusCode: '200',
    errorCode: 60011,
    errorInfo: 'too many calls; slow down and try again',
  },
  { type: type.DEFAULT_4XX, statusCode: '200', ...unreadable },
  { type: type.INTEGRATION_TIMEOUT, statusCode: '200', ...late },
  { type: type.DEFAULT_5XX, ...late },
];

/** Headers of every answer (contract: envelope.md 2); the quotes are API Gateway's for a literal. */
export const answerHeaders: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': "'*'",
  'Access-Control-Allow-Headers': "'X-Requested-With'",
  'Access-Control-Allow-Methods': "'POST'",
};

/** The body of such an answer. */
export const answerBody = ({ errorCode, errorInfo }: GatewayAnswer): string =>
  JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: errorCode, ErrorInfo: errorInfo });

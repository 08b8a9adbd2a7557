import * as z from 'zod';
import { fillTemplate, parameterValue } from './mapping-template.ts';
import type { Resource } from './stack.ts';

const responseSchema = z.object({
  RestApiId: z.string(),
  ResponseType: z.string(),
  StatusCode: z.coerce.number().optional(),
  ResponseParameters: z.record(z.string(), z.string()).default({}),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});
type Customized = z.infer<typeof responseSchema>;

/** What API Gateway answers by itself (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html). */
const standard = {
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
  API_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error' },
  /** A function that failed or answered something that is no proxy response; it has no type of its own. */
  FUNCTION_FAILED: { status: 502, message: 'Internal server error' },
} as const;

/** Why API Gateway answers by itself. */
export type GatewayFault = keyof typeof standard;

/** An HTTP answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

const standardTemplate = '{"message":$context.error.messageString}';

/** The gateway's own answers of one REST API, as the template shapes them. */
export class GatewayResponses {
  private readonly customized: ReadonlyMap<string, Customized>;

  constructor(resources: readonly Resource[], apiId: string) {
    const own = resources
      .filter(({ type }) => type === 'AWS::ApiGateway::GatewayResponse')
      .map(({ properties }) => responseSchema.parse(properties))
      .filter(({ RestApiId }) => RestApiId === apiId);
    this.customized = new Map(own.map(response => [response.ResponseType, response]));
  }

  /** @param context `$context` of the request, by dotted path */
  answer(fault: GatewayFault, context: Readonly<Record<string, string>>): HttpAnswer {
    const { status, message } = standard[fault];
    const custom =
      this.customized.get(fault) ?? this.customized.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
    const full = {
      ...context,
      'error.message': message,
      'error.messageString': JSON.stringify(message),
      'error.responseType': fault,
    };
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-amzn-errortype': fault };
    for (const [name, expression] of Object.entries(custom?.ResponseParameters ?? {})) {
      const value = parameterValue(expression, full);
      if (value !== undefined) headers[name.replace('gatewayresponse.header.', '').toLowerCase()] = value;
    }
    const template = custom?.ResponseTemplates['application/json'] ?? standardTemplate;
    return {
      status: custom?.StatusCode ?? status,
      headers,
      body: fillTemplate(template, { body: '', context: full }),
    };
  }
}

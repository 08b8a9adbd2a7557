import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog, CallRecord } from './call-record.ts';
import { ownerOf } from './call-record.ts';
import { type GatewayFault, GatewayResponses, type HttpAnswer } from './gateway-responses.ts';
import { readBody } from './http.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import type { Outcome } from './lambda-environment.ts';
import type { LambdaFunction } from './lambda-function.ts';
import { arn, world } from './local-world.ts';
import { fillTemplate, parameterValue } from './mapping-template.ts';
import type { Meter } from './meter.ts';
import type { ResourcePolicies } from './resource-policies.ts';
import { type RestRequest, restEvent } from './rest-event.ts';
import type { RestPlan } from './rest-plan.ts';
import { RestRoutes } from './rest-routes.ts';
import type { Resource } from './stack.ts';

/** What both gateways need. */
export interface GatewayParts {
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly policies: ResourcePolicies;
  readonly meter: Meter;
  readonly calls: CallLog;
  readonly log: (line: string) => void;
}

/** Bytes of a request (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html). */
const largestBody = 10 * 1024 * 1024;

const late = Symbol('late');

const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | typeof late> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<typeof late>(resolve => {
    timer = setTimeout(() => resolve(late), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
};

/** Reads a proxy response; undefined for one that API Gateway calls malformed. */
const proxyAnswer = (payload: string): HttpAnswer | undefined => {
  const result = parseJson(payload);
  if (!isObject(result)) return undefined;
  const { statusCode, body = '', isBase64Encoded } = result;
  if (!Number.isInteger(Number(statusCode)) || statusCode === undefined || typeof body !== 'string')
    return undefined;
  return {
    status: Number(statusCode),
    headers: { 'content-type': 'application/json', ...headersOfResult(result) },
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
};

const headersOfResult = ({ headers, multiValueHeaders }: JsonObject): Record<string, string | string[]> => {
  const single = isObject(headers)
    ? Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])
    : [];
  const multi = isObject(multiValueHeaders)
    ? Object.entries(multiValueHeaders).map(([name, values]) => [
        name.toLowerCase(),
        Array.isArray(values) ? values.map(String) : [],
      ])
    : [];
  return Object.fromEntries([...single, ...multi]);
};

/** One stage of a REST API (API Gateway v1). */
export class RestGateway {
  private readonly routes: RestRoutes;
  private readonly responses: GatewayResponses;

  constructor(
    readonly plan: RestPlan,
    resources: readonly Resource[],
    private readonly parts: GatewayParts,
  ) {
    this.routes = new RestRoutes(plan);
    this.responses = new GatewayResponses(resources, plan.apiId);
  }

  /** Answers a request. @param path below the stage, without the query */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const requestId = randomUUID();
    const body = await readBody(request, largestBody);
    const match = this.routes.match(request.method ?? 'GET', path);
    const call = this.parts.calls.begin(
      'rest',
      path.split('/').filter(Boolean).join('/') || '/',
      match?.integration.functionName ?? '',
    );
    const answer = await this.answer({ body, match, request, path, query, requestId }, call);
    response.writeHead(answer.status, { 'x-amzn-requestid': requestId, ...answer.headers } as Record<
      string,
      string
    >);
    response.end(answer.body);
    const owner = ownerOf(call);
    this.parts.meter.count('rest-requests', 1, owner);
    this.parts.meter.count('bytes-out', Buffer.byteLength(answer.body), owner);
    this.parts.calls.end(call, { ok: answer.status < 500, reply: answer.body.toString() });
  }

  private async answer(
    given: Omit<RestRequest, 'plan' | 'match' | 'body'> & {
      match: RestRequest['match'] | undefined;
      body: Buffer | undefined;
    },
    call: CallRecord,
  ): Promise<HttpAnswer> {
    const { match, body, requestId, path } = given;
    const context = {
      requestId,
      stage: this.plan.stage,
      apiId: this.plan.apiId,
      path: `/${this.plan.stage}${path}`,
    };
    const fault = (name: GatewayFault) => this.responses.answer(name, context);
    if (!match) return fault('MISSING_AUTHENTICATION_TOKEN');
    if (!body) return fault('REQUEST_TOO_LARGE');
    if (match.integration.functionName === undefined)
      return this.mock({ ...given, match, body, plan: this.plan });
    const { functionName, TimeoutInMillis } = match.integration;
    const target = this.parts.functions.get(functionName);
    if (!target || !this.mayInvoke(functionName, given.request.method ?? '', match.route.path))
      return fault('API_CONFIGURATION_ERROR');
    const event = restEvent({ ...given, match, body, plan: this.plan });
    const outcome = await within<Outcome>(TimeoutInMillis, target.invoke(event, call));
    if (outcome === late) return fault('INTEGRATION_TIMEOUT');
    const answer = 'payload' in outcome ? proxyAnswer(outcome.payload) : undefined;
    if (!answer && 'payload' in outcome)
      this.parts.log(`${functionName} answered no proxy response: ${outcome.payload.slice(0, 300)}`);
    return answer ?? fault('FUNCTION_FAILED');
  }

  private mayInvoke(functionName: string, method: string, path: string): boolean {
    const resource = arn('lambda', `function:${functionName}`);
    const source = `arn:aws:execute-api:${world.region}:${world.account}:${this.plan.apiId}/${this.plan.stage}/${method}${path.replace(/\{[^}]+\}/g, '*')}`;
    return this.parts.policies.allows('apigateway.amazonaws.com', 'lambda:InvokeFunction', resource, source);
  }

  /** The first integration response whose status the request template names. */
  private mock({ match, body, requestId }: RestRequest): HttpAnswer {
    const context = { requestId };
    const input = { body: body.toString(), context };
    const { RequestTemplates, IntegrationResponses } = match.integration;
    const chosen = parseJson(
      fillTemplate(RequestTemplates['application/json'] ?? '{"statusCode":200}', input),
    );
    const status = isObject(chosen) ? Number(chosen.statusCode) : 200;
    const response =
      IntegrationResponses.find(({ StatusCode }) => StatusCode === status) ?? IntegrationResponses[0];
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    for (const [name, expression] of Object.entries(response?.ResponseParameters ?? {})) {
      const value = parameterValue(expression, context);
      if (value !== undefined) headers[name.replace('method.response.header.', '').toLowerCase()] = value;
    }
    return {
      status: response?.StatusCode ?? status,
      headers,
      body: fillTemplate(response?.ResponseTemplates['application/json'] ?? '', input),
    };
  }
}

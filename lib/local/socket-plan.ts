import * as z from 'zod';
import { LocalStartError } from './local-start-error.ts';
import { functionNameIn } from './local-world.ts';
import type { Resource } from './stack.ts';

const apiSchema = z.object({
  ProtocolType: z.string(),
  RouteSelectionExpression: z.string().default('$request.body.action'),
});
const stageSchema = z.object({ ApiId: z.string(), StageName: z.string() });
const routeSchema = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().default(''),
  AuthorizationType: z.string().default('NONE'),
  RouteResponseSelectionExpression: z.string().optional(),
});
const routeResponseSchema = z.object({ RouteId: z.string() });
const integrationSchema = z.object({
  IntegrationType: z.string(),
  IntegrationUri: z.string().default(''),
  RequestTemplates: z.record(z.string(), z.string()).default({}),
  TimeoutInMillis: z.coerce.number().default(29_000),
});
const integrationResponseSchema = z.object({
  IntegrationId: z.string(),
  IntegrationResponseKey: z.string(),
  ResponseTemplates: z.record(z.string(), z.string()).default({}),
});

/** A route of a WebSocket API. */
export interface SocketRoute {
  readonly key: string;
  /** Undefined for MOCK. */
  readonly functionName: string | undefined;
  /** What MOCK answers. */
  readonly mockTemplate: string | undefined;
  readonly timeoutMs: number;
  /** Whether the integration's answer is sent back: the route selects a route response and has one. */
  readonly answers: boolean;
}

/** A stage of a WebSocket API. */
export interface SocketPlan {
  readonly apiId: string;
  readonly stage: string;
  /** Steps below `$request.body`. */
  readonly selection: readonly string[];
  readonly routes: ReadonlyMap<string, SocketRoute>;
}

const ofType = (resources: readonly Resource[], name: string): readonly Resource[] =>
  resources.filter(({ type }) => type === `AWS::ApiGatewayV2::${name}`);

/** Any template of an integration response with the key `$default` or for 200. */
const mockTemplateOf = (resources: readonly Resource[], integrationId: string): string | undefined => {
  const responses = ofType(resources, 'IntegrationResponse')
    .map(({ properties }) => integrationResponseSchema.parse(properties))
    .filter(({ IntegrationId }) => IntegrationId === integrationId);
  const chosen = responses.find(({ IntegrationResponseKey }) => /200|\$default/.test(IntegrationResponseKey));
  return Object.values(chosen?.ResponseTemplates ?? {})[0];
};

/** Looks integrations and route responses up once, for hundreds of routes. */
const routeReader = (resources: readonly Resource[]) => {
  const integrations = new Map(
    ofType(resources, 'Integration').map(({ ref, properties }) => [ref, integrationSchema.parse(properties)]),
  );
  const answered = new Set(
    ofType(resources, 'RouteResponse').map(({ properties }) => routeResponseSchema.parse(properties).RouteId),
  );
  return ({ ref, properties }: Resource): SocketRoute => {
    const route = routeSchema.parse(properties);
    const integrationId = route.Target.replace('integrations/', '');
    const integration = integrations.get(integrationId);
    const functionName = functionNameIn(integration?.IntegrationUri ?? '');
    const mock = integration?.IntegrationType === 'MOCK';
    if (
      !integration ||
      (!mock && (integration.IntegrationType !== 'AWS_PROXY' || !functionName)) ||
      route.AuthorizationType !== 'NONE'
    ) {
      throw new LocalStartError(
        `the route ${route.RouteKey} is not a proxy integration to a function, or MOCK, without authorizer; the local runtime carries no other.`,
      );
    }
    return {
      key: route.RouteKey,
      functionName: mock ? undefined : functionName,
      mockTemplate: mock ? mockTemplateOf(resources, integrationId) : undefined,
      timeoutMs: integration.TimeoutInMillis,
      answers: route.RouteResponseSelectionExpression === '$default' && answered.has(ref),
    };
  };
};

const selectionOf = (expression: string): readonly string[] => {
  const path = /^\$\{?request\.body\.([^}]+)\}?$/.exec(expression)?.[1];
  if (path) return path.split('.');
  throw new LocalStartError(
    `the route selection expression ${expression} is not $request.body.<path>; the local runtime carries no other.`,
  );
};

/** Reads the stages of every WebSocket API. @throws LocalStartError for what the gateway cannot carry */
export const readSocketApis = (resources: readonly Resource[]): readonly SocketPlan[] => {
  const readRoute = routeReader(resources);
  return ofType(resources, 'Stage').map(({ properties }) => {
    const { ApiId, StageName } = stageSchema.parse(properties);
    const api = ofType(resources, 'Api').find(({ ref }) => ref === ApiId);
    const { ProtocolType, RouteSelectionExpression } = apiSchema.parse(api?.properties ?? {});
    if (ProtocolType !== 'WEBSOCKET')
      throw new LocalStartError(
        `the API ${api?.logicalId} is of protocol ${ProtocolType}; the local runtime carries WEBSOCKET.`,
      );
    const routes = ofType(resources, 'Route')
      .filter(({ properties: own }) => own.ApiId === ApiId)
      .map(readRoute);
    return {
      apiId: ApiId,
      stage: StageName,
      selection: selectionOf(RouteSelectionExpression),
      routes: new Map(routes.map(route => [route.key, route])),
    };
  });
};

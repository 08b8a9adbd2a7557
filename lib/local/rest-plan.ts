import * as z from 'zod';
import { LocalStartError } from './local-start-error.ts';
import { functionNameIn } from './local-world.ts';
import type { Resource } from './stack.ts';

const resourceSchema = z.object({ RestApiId: z.string(), ParentId: z.string(), PathPart: z.string() });

const integrationSchema = z.object({
  Type: z.string(),
  Uri: z.string().default(''),
  TimeoutInMillis: z.coerce.number().default(29_000),
  RequestTemplates: z.record(z.string(), z.string()).default({}),
  IntegrationResponses: z
    .array(
      z.object({
        StatusCode: z.coerce.number(),
        ResponseParameters: z.record(z.string(), z.string()).default({}),
        ResponseTemplates: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default([]),
});

const methodSchema = z.object({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  AuthorizationType: z.string().default('NONE'),
  Integration: integrationSchema,
});

const stageSchema = z.object({
  RestApiId: z.string(),
  StageName: z.string(),
  Variables: z.record(z.string(), z.string()).optional(),
});

export type RestIntegration = z.infer<typeof integrationSchema> & {
  /** The function behind a proxy integration; undefined for MOCK. */
  readonly functionName: string | undefined;
};

/** One resource of a REST API with its methods. */
export interface RestRoute {
  readonly resourceId: string;
  /** Such as `/service/{command}`. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly methods: ReadonlyMap<string, RestIntegration>;
}

/** A stage of a REST API. */
export interface RestPlan {
  readonly apiId: string;
  readonly stage: string;
  readonly variables: Readonly<Record<string, string>> | null;
  readonly binaryTypes: readonly string[];
  readonly routes: readonly RestRoute[];
}

const readIntegration = (logicalId: string, method: z.infer<typeof methodSchema>): RestIntegration => {
  const { Integration, AuthorizationType } = method;
  if (AuthorizationType !== 'NONE') {
    throw new LocalStartError(
      `the method ${logicalId} wants the authorization ${AuthorizationType}; the local runtime carries NONE.`,
    );
  }
  if (Integration.Type === 'MOCK') return { ...Integration, functionName: undefined };
  const functionName = functionNameIn(Integration.Uri);
  if (Integration.Type === 'AWS_PROXY' && functionName) return { ...Integration, functionName };
  throw new LocalStartError(
    `the method ${logicalId} has an integration of type ${Integration.Type}; the local runtime carries AWS_PROXY to a function, and MOCK.`,
  );
};

const pathsOf = (resources: readonly Resource[], apiId: string, rootId: string): Map<string, string> => {
  const nodes = new Map(
    resources
      .filter(
        ({ type, properties }) => type === 'AWS::ApiGateway::Resource' && properties.RestApiId === apiId,
      )
      .map(({ ref, properties }) => [ref, resourceSchema.parse(properties)]),
  );
  const pathOf = (id: string): string => {
    const node = nodes.get(id);
    return node ? `${pathOf(node.ParentId)}/${node.PathPart}` : '';
  };
  return new Map([[rootId, '/'], ...[...nodes.keys()].map((id): [string, string] => [id, pathOf(id)])]);
};

const routesOf = (resources: readonly Resource[], apiId: string, rootId: string): RestRoute[] => {
  const methods = resources
    .filter(({ type, properties }) => type === 'AWS::ApiGateway::Method' && properties.RestApiId === apiId)
    .map(({ logicalId, properties }) => ({ logicalId, method: methodSchema.parse(properties) }));
  return [...pathsOf(resources, apiId, rootId)].map(([resourceId, path]) => ({
    resourceId,
    path,
    segments: path.split('/').filter(Boolean),
    methods: new Map(
      methods
        .filter(({ method }) => method.ResourceId === resourceId)
        .map(({ logicalId, method }) => [method.HttpMethod, readIntegration(logicalId, method)]),
    ),
  }));
};

/** Reads the stages of every REST API. @throws LocalStartError for what the gateway cannot carry */
export const readRestApis = (resources: readonly Resource[]): readonly RestPlan[] =>
  resources
    .filter(({ type }) => type === 'AWS::ApiGateway::Stage')
    .map(({ properties }) => {
      const stage = stageSchema.parse(properties);
      const api = resources.find(
        ({ type, ref }) => type === 'AWS::ApiGateway::RestApi' && ref === stage.RestApiId,
      );
      const binary = api?.properties.BinaryMediaTypes;
      return {
        apiId: stage.RestApiId,
        stage: stage.StageName,
        variables: stage.Variables ?? null,
        binaryTypes: Array.isArray(binary) ? binary.map(String) : [],
        routes: routesOf(resources, stage.RestApiId, api?.attributes.RootResourceId ?? ''),
      };
    });

import { doorsOf } from '../protocol/command.ts';
import type { RegisteredCommand } from '../protocol/registry.ts';
import { bodySchema, errorsOf, replySchema } from './schemas.ts';

const queryParameter = (name: string, type: 'integer' | 'string', description: string) => ({
  name,
  in: 'query',
  required: true,
  description,
  schema: { type },
});

/** The parameters of every call (contract: envelope.md 1). */
const parameters = [
  queryParameter('sdkappid', 'integer', 'number of the application'),
  queryParameter('identifier', 'string', 'account of an administrator'),
  queryParameter('usersig', 'string', 'UserSig of that account'),
  queryParameter('random', 'integer', 'any unsigned 32-bit integer'),
  queryParameter('contenttype', 'string', 'the word json'),
];

const operation = ({ service, name, spec }: RegisteredCommand) => ({
  post: {
    operationId: `${service.name}.${name}`,
    summary: spec.summary,
    tags: [service.name],
    'x-calls-per-second': spec.callsPerSecond ?? 200,
    'x-errors': errorsOf(service, spec).map(({ code, text, retryable }) => ({ code, text, retryable })),
    requestBody: { required: true, content: { 'application/json': { schema: bodySchema(spec) } } },
    responses: {
      200: {
        description: 'every answered call; the outcome is in ErrorCode',
        content: { 'application/json': { schema: replySchema(service, spec) } },
      },
    },
  },
});

/** The REST API as an OpenAPI 3.1 document. */
export const openApiOf = (commands: readonly RegisteredCommand[]): object => ({
  openapi: '3.1.0',
  info: { title: 'Kaiwa REST API', version: '4' },
  servers: [{ url: 'http://127.0.0.1:3000/v4', description: 'npm start' }],
  components: {
    parameters: Object.fromEntries(parameters.map(parameter => [parameter.name, parameter])),
  },
  paths: Object.fromEntries(
    commands
      .filter(({ spec }) => doorsOf(spec).includes('rest'))
      .map(command => [
        `/${command.service.name}/${command.name}`,
        {
          parameters: parameters.map(({ name }) => ({ $ref: `#/components/parameters/${name}` })),
          ...operation(command),
        },
      ]),
  ),
});

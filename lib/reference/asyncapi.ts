import { doorsOf } from '../protocol/command.ts';
import type { RegisteredCommand } from '../protocol/registry.ts';
import { bodySchema, type JsonSchema, replySchema } from './schemas.ts';

const integer = { type: 'integer' };
const text = { type: 'string' };

/** Head of a request (contract: client-wire.md 2). */
const requestHead = (servcmd: string): JsonSchema => ({
  type: 'object',
  required: ['servcmd', 'seq', 'sdkappid'],
  properties: {
    servcmd: { const: servcmd },
    seq: { ...integer, description: 'chosen by the client; the reply carries the same' },
    sdkappid: integer,
    identifier: { ...text, description: 'before login' },
    usersig: { ...text, description: 'before login' },
    a2: { ...text, description: 'after login: the A2Key of the login reply' },
  },
});

const frame = (head: JsonSchema, body: JsonSchema) => ({
  payload: { type: 'object', required: ['head', 'body'], properties: { head, body } },
});

const idOf = ({ service, name }: RegisteredCommand): string => `${service.name}.${name}`;

const replyHead = (servcmd: string): JsonSchema => ({
  type: 'object',
  required: ['servcmd', 'seq'],
  properties: { servcmd: { const: servcmd }, seq: integer },
});

const messagesOf = (command: RegisteredCommand) => {
  const id = idOf(command);
  return [
    [id, { summary: command.spec.summary, ...frame(requestHead(id), bodySchema(command.spec)) }],
    [`${id}.reply`, frame(replyHead(id), replySchema(command.service, command.spec))],
  ] as const;
};

const push = frame(replyHead('im_open_push.msg_push'), {
  type: 'object',
  properties: { EventArray: { type: 'array', items: { type: 'object', required: ['Event'] } } },
});

const operationOf = (command: RegisteredCommand) => {
  const reference = (message: string) => ({ $ref: `#/channels/info/messages/${message}` });
  return [
    idOf(command),
    {
      action: 'receive',
      channel: { $ref: '#/channels/info' },
      messages: [reference(idOf(command))],
      reply: { channel: { $ref: '#/channels/info' }, messages: [reference(`${idOf(command)}.reply`)] },
    },
  ] as const;
};

/** The socket as an AsyncAPI 3 document. */
export const asyncApiOf = (commands: readonly RegisteredCommand[]): object => {
  const onSocket = commands.filter(({ spec }) => doorsOf(spec).includes('socket'));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Kaiwa socket', version: '4' },
    servers: { local: { host: '127.0.0.1:3000', protocol: 'ws', description: 'npm start' } },
    channels: {
      info: {
        address: '/info',
        messages: Object.fromEntries([...onSocket.flatMap(messagesOf), ['im_open_push.msg_push', push]]),
      },
    },
    operations: Object.fromEntries([
      ...onSocket.map(operationOf),
      [
        'push',
        {
          action: 'send',
          channel: { $ref: '#/channels/info' },
          messages: [{ $ref: '#/channels/info/messages/im_open_push.msg_push' }],
        },
      ],
    ]),
  };
};

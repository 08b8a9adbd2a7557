import * as z from 'zod';
import type { CommandSpec, ServiceSpec } from '../protocol/command.ts';
import { type ErrorEntry, type ErrorName, errors } from '../protocol/errors.ts';
import { undocumented } from '../protocol/relation-schemas.ts';

/** A JSON schema, as OpenAPI 3.1 and AsyncAPI 3 take it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Of two forms of a thing, of which one is not for callers, the other. */
const withoutUndocumented = ({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
  const [form, other] = jsonSchema.anyOf ?? [];
  if (other?.title !== undocumented) return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, form);
};

/** A zod schema as JSON schema, as callers send it. */
export const toSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: withoutUndocumented,
  });
  return rest;
};

/** The body of a command, as a caller sends it. */
export const bodySchema = (spec: CommandSpec): JsonSchema => toSchema(spec.body);

const envelope = (service: ServiceSpec): JsonSchema => ({
  type: 'object',
  required: [...(service.envelope === 'bare' ? [] : ['ActionStatus']), 'ErrorCode', 'ErrorInfo'],
  properties: {
    ...(service.envelope !== 'bare' && { ActionStatus: { enum: ['OK', 'FAIL'] } }),
    ErrorCode: { type: 'integer', description: '0 when the call succeeded' },
    ErrorInfo: { type: 'string' },
    ...(service.envelope === 'display' && { ErrorDisplay: { type: 'string' } }),
  },
});

/** The reply of a command with its envelope; the command's own members are there on success. */
export const replySchema = (service: ServiceSpec, spec: CommandSpec): JsonSchema => ({
  allOf: [envelope(service), toSchema(spec.reply)],
});

/** The errors a caller of a command may meet beside those of every command, each once, by code. */
export const errorsOf = (service: ServiceSpec, spec: CommandSpec): readonly ErrorEntry[] => {
  const names = new Set<ErrorName>([
    service.faults.badJson,
    service.faults.badBody,
    service.faults.internal,
    ...(spec.caller === 'admin' ? [service.faults.notAdmin] : []),
    ...Object.values(spec.fieldFaults ?? {}),
    ...spec.errors,
  ]);
  return [...names].map(name => errors[name]).sort((one, other) => one.code - other.code);
};

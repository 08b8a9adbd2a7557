import { isObject, type Json, type JsonObject } from './json.ts';
import { LocalStartError } from './local-start-error.ts';

/** What the functions of a template refer to. */
export interface Scope {
  /** The value of `{Ref: name}`; undefined for AWS::NoValue. */
  readonly ref: (name: string) => Json | undefined;
  readonly attribute: (logicalId: string, attribute: string) => Json;
  readonly condition: (name: string) => boolean;
  readonly mapping: (map: string, first: string, second: string) => Json;
}

const text = (value: Json | undefined): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new LocalStartError(`the template wants text where it has ${JSON.stringify(value)}.`);
};

const list = (value: Json | undefined): Json[] => {
  if (Array.isArray(value)) return value;
  throw new LocalStartError(`the template wants a list where it has ${JSON.stringify(value)}.`);
};

const substitute = (argument: Json, scope: Scope): string => {
  const [pattern, own] = Array.isArray(argument) ? argument : [argument, {}];
  return text(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (isObject(own) && name in own) return text(resolve(own[name] as Json, scope));
    const dot = name.indexOf('.');
    if (dot < 0) return text(scope.ref(name));
    return text(scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
  });
};

const getAtt = (argument: Json, scope: Scope): Json => {
  const [id, ...path] = Array.isArray(argument) ? argument.map(text) : text(argument).split('.');
  return scope.attribute(id as string, path.join('.'));
};

const join = (argument: Json, scope: Scope): string => {
  const [separator, parts] = list(argument);
  return list(resolve(parts as Json, scope))
    .map(text)
    .join(text(separator));
};

const select = (argument: Json, scope: Scope): Json | undefined => {
  const [index, values] = list(argument);
  return list(resolve(values as Json, scope))[Number(resolve(index as Json, scope))];
};

const split = (argument: Json, scope: Scope): Json => {
  const [separator, value] = list(argument);
  return text(resolve(value as Json, scope)).split(text(separator));
};

const choose = (argument: Json, scope: Scope): Json | undefined => {
  const [condition, yes, no] = list(argument);
  return resolve((scope.condition(text(condition)) ? yes : no) as Json, scope);
};

const find = (argument: Json, scope: Scope): Json => {
  const [map, first, second] = list(argument).map(part => text(resolve(part, scope)));
  return scope.mapping(map as string, first as string, second as string);
};

const truth = (argument: Json, scope: Scope): boolean[] =>
  list(argument).map(part => resolve(part, scope) === true);

const equal = (argument: Json, scope: Scope): boolean => {
  const [left, right] = list(argument).map(part => resolve(part, scope));
  return text(left) === text(right);
};

/** Intrinsic functions (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html). */
const functions: Record<string, (argument: Json, scope: Scope) => Json | undefined> = {
  Ref: (argument, scope) => scope.ref(text(argument)),
  Condition: (argument, scope) => scope.condition(text(argument)),
  'Fn::GetAtt': getAtt,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::If': choose,
  'Fn::FindInMap': find,
  'Fn::Equals': equal,
  'Fn::And': (argument, scope) => truth(argument, scope).every(Boolean),
  'Fn::Or': (argument, scope) => truth(argument, scope).some(Boolean),
  'Fn::Not': (argument, scope) => !truth(argument, scope)[0],
  'Fn::Base64': (argument, scope) => Buffer.from(text(resolve(argument, scope))).toString('base64'),
};

const resolveObject = (value: JsonObject, scope: Scope): Json | undefined => {
  const [name, ...others] = Object.keys(value);
  const call = others.length === 0 ? functions[name ?? ''] : undefined;
  if (call) return call(value[name as string] as Json, scope);
  if (name?.startsWith('Fn::')) {
    throw new LocalStartError(
      `the local runtime does not know the intrinsic function ${name}; add it to lib/local/intrinsics.ts.`,
    );
  }
  const resolved: JsonObject = {};
  for (const [key, inside] of Object.entries(value)) {
    const result = resolve(inside, scope);
    if (result !== undefined) resolved[key] = result;
  }
  return resolved;
};

/**
 * A value of the template with its intrinsic functions carried out; undefined for AWS::NoValue.
 * @throws LocalStartError for an unknown function or reference
 */
export const resolve = (value: Json, scope: Scope): Json | undefined => {
  if (Array.isArray(value)) {
    return value.map(part => resolve(part, scope)).filter((part): part is Json => part !== undefined);
  }
  return isObject(value) ? resolveObject(value, scope) : value;
};

import * as z from 'zod';
import { listOf } from './json.ts';

const texts = z.union([z.string(), z.array(z.string())]);
const scalar = z.union([z.string(), z.boolean(), z.number()]).transform(String);

/** One statement of a policy document. */
export const statementSchema = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
  Principal: z.union([z.literal('*'), z.record(z.string(), texts)]).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.union([scalar, z.array(scalar)]))).optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** A policy document; a single statement may stand without a list. */
export const policySchema = z
  .object({ Statement: z.union([statementSchema, z.array(statementSchema)]) })
  .transform(({ Statement }) => listOf<Statement>(Statement));

/** What somebody wants to do. */
export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Condition keys of the request, such as `aws:SourceArn`. */
  readonly context?: Readonly<Record<string, string>>;
  /** The calling service, for policies of resources. */
  readonly service?: string;
}

export type Verdict = 'allowed' | 'not allowed' | 'explicitly denied';

const patterns = new Map<string, RegExp>();

/** `*` and `?` of IAM. Compiled patterns are kept: the same few are asked at every call. */
const matches = (pattern: string, value: string, flags = ''): boolean => {
  let compiled = patterns.get(pattern + flags);
  if (!compiled) {
    const source = pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.');
    compiled = new RegExp(`^${source}$`, flags);
    patterns.set(pattern + flags, compiled);
  }
  return compiled.test(value);
};

type Operator = (wanted: string, actual: string) => boolean;
const like: Operator = (wanted, actual) => matches(wanted, actual);
const same: Operator = (wanted, actual) => wanted === actual;

/** Condition operators (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html). */
const operators: Record<string, Operator> = {
  StringEquals: same,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: same,
};

/** Undefined where the operator is not emulated. */
const holds = (
  operator: string,
  wanted: readonly string[],
  actual: string | undefined,
): boolean | undefined => {
  const optional = operator.endsWith('IfExists');
  const positive = operator.replace(/IfExists$/, '').replace('Not', '');
  const compare = operators[positive];
  if (!compare) return undefined;
  const negated = operator.includes('Not');
  if (actual === undefined) return optional || negated;
  return wanted.some(value => compare(value, actual)) !== negated;
};

/** Whether all conditions hold. What is not emulated fails closed: it never widens an Allow nor narrows a Deny. */
const conditionsHold = (statement: Statement, access: Access, warn: (text: string) => void): boolean => {
  for (const [operator, wants] of Object.entries(statement.Condition ?? {})) {
    for (const [key, wanted] of Object.entries(wants)) {
      const result = holds(operator, listOf<string>(wanted), access.context?.[key]);
      if (result === undefined)
        warn(
          `the condition ${operator} ${key} on ${access.action} is not emulated and counts against the caller`,
        );
      if (!(result ?? statement.Effect === 'Deny')) return false;
    }
  }
  return true;
};

const principalHolds = ({ Principal }: Statement, { service }: Access): boolean => {
  if (service === undefined) return true;
  if (Principal === '*') return true;
  return listOf(Principal?.Service).includes(service) || listOf(Principal?.AWS).includes('*');
};

const applies = (statement: Statement, access: Access): boolean => {
  const { Action, NotAction, Resource, NotResource } = statement;
  const action = (pattern: string) => matches(pattern, access.action, 'i');
  const resource = (pattern: string) => matches(pattern, access.resource);
  const actionFits = Action ? listOf<string>(Action).some(action) : !listOf<string>(NotAction).some(action);
  const resourceFits = Resource
    ? listOf<string>(Resource).some(resource)
    : !listOf<string>(NotResource).some(resource);
  return actionFits && resourceFits && principalHolds(statement, access);
};

/**
 * Decides as IAM does: a Deny wins, then an Allow, else nothing is allowed
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html).
 * @param warn told about conditions that the runtime does not emulate
 */
export const evaluate = (
  statements: readonly Statement[],
  access: Access,
  warn: (text: string) => void,
): Verdict => {
  const fitting = statements.filter(
    statement => applies(statement, access) && conditionsHold(statement, access, warn),
  );
  if (fitting.some(({ Effect }) => Effect === 'Deny')) return 'explicitly denied';
  return fitting.length > 0 ? 'allowed' : 'not allowed';
};

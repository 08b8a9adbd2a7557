import { isObject, type Json, type JsonObject } from './json.ts';

type Comparison = (left: number, right: number) => boolean;

const comparisons: Record<string, Comparison> = {
  '=': (left, right) => left === right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
};

const numeric = (rule: Json, value: Json): boolean => {
  if (!Array.isArray(rule) || typeof value !== 'number') return false;
  return rule.every(
    (part, i) => i % 2 === 1 || (comparisons[String(part)]?.(value, Number(rule[i + 1])) ?? false),
  );
};

const anythingBut = (rule: Json, value: Json): boolean => {
  if (isObject(rule)) return !matcherHolds(rule, value);
  return !(Array.isArray(rule) ? rule : [rule]).includes(value);
};

/** Content filters (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html). */
const matchers: Record<string, (rule: Json, value: Json) => boolean> = {
  prefix: (rule, value) => typeof value === 'string' && value.startsWith(String(rule)),
  suffix: (rule, value) => typeof value === 'string' && value.endsWith(String(rule)),
  'equals-ignore-case': (rule, value) =>
    typeof value === 'string' && value.toLowerCase() === String(rule).toLowerCase(),
  'anything-but': anythingBut,
  numeric,
};

/** @throws Error for an operator that is not emulated, which must not pass silently */
const matcherHolds = (matcher: JsonObject, value: Json): boolean => {
  const [name = '', rule = null] = Object.entries(matcher)[0] ?? [];
  const holds = matchers[name];
  if (!holds)
    throw new Error(
      `the event pattern operator ${name} is not emulated; add it to lib/local/event-pattern.ts`,
    );
  return holds(rule, value);
};

const exists = (candidate: Json): boolean | undefined =>
  isObject(candidate) && typeof candidate.exists === 'boolean' ? candidate.exists : undefined;

/** Whether one leaf holds; a list in the event holds when one of its values does. */
const leafHolds = (candidates: readonly Json[], value: Json | undefined): boolean =>
  candidates.some(candidate => {
    const wanted = exists(candidate);
    if (wanted !== undefined) return (value !== undefined) === wanted;
    if (value === undefined) return false;
    const values = Array.isArray(value) ? value : [value];
    return values.some(one => (isObject(candidate) ? matcherHolds(candidate, one) : candidate === one));
  });

/**
 * Whether an event fits a pattern of a rule or of a mapping's filter
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html).
 */
export const matchesPattern = (pattern: JsonObject, event: Json | undefined): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && Array.isArray(wanted))
      return wanted.some(one => isObject(one) && matchesPattern(one, event));
    const value = isObject(event) ? event[key] : undefined;
    if (Array.isArray(wanted)) return leafHolds(wanted, value);
    return isObject(wanted) && matchesPattern(wanted, value ?? {});
  });

import type { IncomingMessage } from 'node:http';
import type { CorsRule } from './bucket-plan.ts';

const fits = (pattern: string, value: string): boolean => {
  const [before = '', after] = pattern.toLowerCase().split('*');
  const text = value.toLowerCase();
  return after === undefined ? text === before : text.startsWith(before) && text.endsWith(after);
};

const asked = (request: IncomingMessage): readonly string[] =>
  String(request.headers['access-control-request-headers'] ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(Boolean);

const holds = (rule: CorsRule, origin: string, method: string, headers: readonly string[]): boolean =>
  rule.AllowedOrigins.some(pattern => fits(pattern, origin)) &&
  rule.AllowedMethods.includes(method) &&
  headers.every(name => rule.AllowedHeaders.some(pattern => fits(pattern, name)));

/**
 * The headers that let a page of another origin use an answer, by the first rule that holds
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html).
 * @returns undefined when no rule holds; nothing to add for a request without an origin
 */
export const corsHeaders = (
  rules: readonly CorsRule[],
  request: IncomingMessage,
): Readonly<Record<string, string>> | undefined => {
  const { origin } = request.headers;
  if (origin === undefined) return {};
  const preflight = request.method === 'OPTIONS';
  const method = preflight
    ? String(request.headers['access-control-request-method'] ?? '')
    : (request.method ?? '');
  const headers = preflight ? asked(request) : [];
  const rule = rules.find(one => holds(one, origin, method, headers));
  if (!rule) return undefined;
  return {
    'access-control-allow-origin': rule.AllowedOrigins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ') }),
    ...(rule.ExposedHeaders.length > 0 && {
      'access-control-expose-headers': rule.ExposedHeaders.join(', '),
    }),
    ...(preflight && rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
};

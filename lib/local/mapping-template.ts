import { atPath, type Json, parseJson } from './json.ts';

/** What a mapping template can read. */
export interface TemplateInput {
  readonly body: string;
  /** `$context`, by dotted path. */
  readonly context: Readonly<Record<string, string>>;
}

const steps = (path: string): string[] =>
  path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter(Boolean);

const plain = (value: Json | undefined): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const jsonText = (value: Json | undefined): string => (value === undefined ? '""' : JSON.stringify(value));

/**
 * Fills a template of API Gateway: `$input.path()`, `$input.json()`, `$input.body` and `$context.…`. No other VTL is emulated
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html).
 */
export const fillTemplate = (template: string, { body, context }: TemplateInput): string => {
  const parsed = parseJson(body);
  return template
    .replace(/\$input\.json\(['"]([^'"]*)['"]\)/g, (_all, path: string) =>
      jsonText(atPath(parsed, steps(path))),
    )
    .replace(/\$input\.path\(['"]([^'"]*)['"]\)/g, (_all, path: string) => plain(atPath(parsed, steps(path))))
    .replace(/\$input\.body/g, () => body)
    .replace(
      /\$\{context\.([\w.]+)\}|\$context\.(\w+(?:\.\w+)*)/g,
      (_all, braced: string | undefined, bare: string | undefined) => context[braced ?? bare ?? ''] ?? '',
    );
};

/** A value of a response parameter: a literal in single quotes, or `$context.…` (other sources answer nothing). */
export const parameterValue = (
  expression: string,
  context: Readonly<Record<string, string>>,
): string | undefined => {
  const literal = /^'(.*)'$/.exec(expression)?.[1];
  return (
    literal ?? (expression.startsWith('context.') ? context[expression.slice('context.'.length)] : undefined)
  );
};

import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { buildApp, stackName } from '../../lib/infra/synthesize.ts';

/** One resource of the stack, those of nested stacks included, with the parameters of nested stacks put in. */
export interface Resource {
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is read by tests that know its shape
  readonly properties: any;
}

interface Template {
  readonly Resources: Record<string, { Type: string; Properties?: object; DeletionPolicy?: string }>;
  readonly Outputs?: Record<string, unknown>;
}

const outdir = mkdtempSync(join(tmpdir(), 'kaiwa-stack-'));
const app = buildApp({ outdir, validate: true });

/** What cdk-nag finds that no exception is given for. */
export const findings = new AwsSolutionsChecks(app).validateScope(app).violations;

const { directory } = app.synth();

/** Folder with `{function}/index.mjs`. */
export const bundles = join(outdir, 'bundles');

const readTemplate = (file: string): Template => JSON.parse(readFileSync(join(directory, file), 'utf8'));
const root = readTemplate(`${stackName}.template.json`);
const assets: Record<string, { source: { path: string } }> = JSON.parse(
  readFileSync(join(directory, `${stackName}.assets.json`), 'utf8'),
).files;

/** The template of a nested stack: the asset whose hash its address ends in. */
const nestedTemplate = (properties: object | undefined): Template => {
  const [, hash = ''] = /([0-9a-f]{64})\.json/.exec(JSON.stringify(properties)) ?? [];
  return readTemplate(assets[hash]?.source.path ?? '');
};

const put = (value: unknown, parameters: Record<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map(item => put(item, parameters));
  if (!(value instanceof Object)) return value;
  if ('Ref' in value && String(value.Ref) in parameters) return parameters[String(value.Ref)];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, put(item, parameters)]));
};

const flatten = (template: Template, prefix: string, parameters: Record<string, unknown>): Resource[] =>
  Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const properties = put(Properties, parameters) as Resource['properties'];
    const self = { id: prefix + id, type: Type, properties };
    if (Type !== 'AWS::CloudFormation::Stack') return [self];
    return [self, ...flatten(nestedTemplate(Properties), `${id}.`, properties.Parameters ?? {})];
  });

const all = flatten(root, '', {});

/** Every resource of a type. */
export const resourcesOf = (type: string): readonly Resource[] => all.filter(found => found.type === type);

/** Number of resources in each stack. */
export const stackSizes: readonly number[] = [
  Object.keys(root.Resources).length,
  ...Object.values(root.Resources)
    .filter(({ Type }) => Type === 'AWS::CloudFormation::Stack')
    .map(({ Properties }) => Object.keys(nestedTemplate(Properties).Resources).length),
];

/** Logical ids of the stack's outputs. */
export const outputs: readonly string[] = Object.keys(root.Outputs ?? {});

/** What happens to a resource when the stack goes. */
export const deletionPolicy = (id: string): string | undefined => root.Resources[id]?.DeletionPolicy;

const functionNames = new Map(
  resourcesOf('AWS::Lambda::Function').map(({ id, properties }) => [
    id,
    String(properties.Description).replace('Kaiwa ', ''),
  ]),
);

/** The function that a value of the template refers to. */
export const functionIn = (value: unknown): string | undefined => {
  const text = JSON.stringify(value);
  const id = [...functionNames.keys()].find(candidate => text.includes(`"${candidate}"`));
  return id === undefined ? undefined : functionNames.get(id);
};

/** Names of the functions in the stack. */
export const functionsInStack: readonly string[] = [...functionNames.values()].sort();

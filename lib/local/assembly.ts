import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Json } from './json.ts';
import { LocalStartError } from './local-start-error.ts';

const json = z.custom<Json>();

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), json).default({}),
  Condition: z.string().optional(),
});

const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: json.optional() })).default({}),
  Mappings: z.record(z.string(), json).default({}),
  Conditions: z.record(z.string(), json).default({}),
  Resources: z.record(z.string(), resourceSchema).default({}),
  Outputs: z.record(z.string(), z.object({ Value: json, Condition: z.string().optional() })).default({}),
});

/** A CloudFormation template, as far as the runtime reads it. */
export type Template = z.infer<typeof templateSchema>;

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z
        .object({ templateFile: z.string(), stackName: z.string(), file: z.string() })
        .partial()
        .optional(),
    }),
  ),
});

const assetsSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string().optional() }) })).default({}),
});

/** What `cdk synth` wrote. */
export interface Assembly {
  readonly stacks: readonly { readonly name: string; readonly template: Template }[];
  /** The file or folder of an asset; its hash is part of every address that the template names it by. */
  readonly assetPath: (address: string) => string | undefined;
}

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new LocalStartError(`cannot read ${path}: run the synthesis (npx cdk synth) first.`, { cause });
  }
};

/** Reads one template file. */
export const readTemplate = (path: string): Template => templateSchema.parse(readJson(path));

/**
 * Reads a cloud assembly: manifest, templates and asset lists
 * (https://docs.aws.amazon.com/cdk/v2/guide/deploy.html, "cloud assemblies").
 * @throws LocalStartError when the folder holds none
 */
export const readAssembly = (directory: string): Assembly => {
  const { artifacts } = manifestSchema.parse(readJson(join(directory, 'manifest.json')));
  const paths = new Map<string, string>();
  const stacks: { name: string; template: Template }[] = [];
  for (const [id, { type, properties }] of Object.entries(artifacts)) {
    if (type === 'cdk:asset-manifest' && properties?.file) {
      const { files } = assetsSchema.parse(readJson(join(directory, properties.file)));
      for (const [hash, { source }] of Object.entries(files)) {
        if (source.path) paths.set(hash, join(directory, source.path));
      }
    }
    if (type === 'aws:cloudformation:stack' && properties?.templateFile) {
      const template = readTemplate(join(directory, properties.templateFile));
      stacks.push({ name: properties.stackName ?? id, template });
    }
  }
  const assetPath = (address: string) => paths.get(/([0-9a-f]{64})\.[a-z]+$/.exec(address)?.[1] ?? '');
  return { stacks, assetPath };
};

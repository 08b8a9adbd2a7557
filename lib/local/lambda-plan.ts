import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { LocalStartError } from './local-start-error.ts';
import { type Addresses, rewriteAddresses } from './local-world.ts';
import type { Resource } from './stack.ts';

const functionSchema = z.object({
  Handler: z.string(),
  Role: z.string(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Code: z.object({ S3Key: z.string(), ZipFile: z.string() }).partial(),
  DeadLetterConfig: z.object({ TargetArn: z.string() }).optional(),
});

/** A function as the template describes it. */
export interface LambdaPlan {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The bundle's entry file and its exported handler. */
  readonly file: string;
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly reservedConcurrency?: number;
  /** Variables of the template, addresses rewritten to the local gateways. */
  readonly variables: Readonly<Record<string, string>>;
  readonly deadLetterArn?: string;
}

const bundleFile = (folder: string, handler: string, name: string): string => {
  const file = ['.mjs', '.js', '.cjs']
    .map(ending => join(folder, handler + ending))
    .find(path => existsSync(path));
  if (file) return file;
  throw new LocalStartError(
    `the bundle of ${name} holds no ${handler}.mjs or ${handler}.js in ${folder}; synthesize again.`,
  );
};

/** Inline code is CommonJS and called index (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html). */
const inlineFolder = (code: string, name: string, scratch: string): string => {
  const folder = join(scratch, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.cjs'), code);
  return folder;
};

const assetFolder = (
  key: string | undefined,
  name: string,
  assetPath: (key: string) => string | undefined,
): string => {
  const folder = assetPath(key ?? '');
  if (folder && existsSync(folder) && statSync(folder).isDirectory()) return folder;
  throw new LocalStartError(
    `the code of the function ${name} is no folder among the assets of the assembly; synthesize again.`,
  );
};

/**
 * Reads a function of the template.
 * @param scratch a folder for code that stands inside the template
 * @throws LocalStartError when its bundle cannot be found
 */
export const readLambda = (
  resource: Resource,
  from: { assetPath: (key: string) => string | undefined; scratch: string; addresses: Addresses },
): LambdaPlan => {
  const properties = functionSchema.parse(resource.properties);
  const { Code, DeadLetterConfig, ReservedConcurrentExecutions } = properties;
  const name = resource.ref;
  const folder = Code.ZipFile
    ? inlineFolder(Code.ZipFile, name, from.scratch)
    : assetFolder(Code.S3Key, name, from.assetPath);
  const dot = properties.Handler.lastIndexOf('.');
  const variables = Object.entries(properties.Environment?.Variables ?? {});
  return {
    name,
    arn: resource.attributes.Arn ?? '',
    roleArn: properties.Role,
    file: bundleFile(folder, properties.Handler.slice(0, dot), name),
    handler: properties.Handler.slice(dot + 1),
    timeoutMs: properties.Timeout * 1000,
    memoryMb: properties.MemorySize,
    variables: Object.fromEntries(
      variables.map(([key, value]) => [key, rewriteAddresses(value, from.addresses)]),
    ),
    ...(ReservedConcurrentExecutions !== undefined && { reservedConcurrency: ReservedConcurrentExecutions }),
    ...(DeadLetterConfig && { deadLetterArn: DeadLetterConfig.TargetArn }),
  };
};

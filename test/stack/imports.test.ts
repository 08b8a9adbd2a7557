import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { repository } from '../../lib/infra/function-folders.ts';

interface Rule {
  /** Folders or files of ours, beside its own. */
  readonly ours: readonly string[];
  /** Packages; a `*` at the end stands for any rest. */
  readonly packages: readonly string[];
}

/** Who may import what (architecture: import rules). A folder that is not listed may not exist. */
const rules: Readonly<Record<string, Rule>> = {
  'lib/protocol': { ours: [], packages: ['zod'] },
  'lib/kernel': { ours: ['lib/protocol'], packages: ['zod', 'node:crypto', 'node:zlib'] },
  'lib/table': { ours: ['lib/kernel', 'lib/protocol'], packages: [] },
  'lib/domain': {
    ours: ['lib/kernel', 'lib/protocol', 'lib/table'],
    packages: ['zod', 'node:crypto', 'node:zlib'],
  },
  'lib/aws': { ours: ['lib/kernel', 'lib/protocol'], packages: ['@aws-sdk/*', 'aws-lambda', 'node:*'] },
  'lib/infra': {
    ours: ['lib/protocol', 'lib/table/keys.ts'],
    packages: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'esbuild', 'node:*'],
  },
  // Writes the command reference.
  'lib/reference': { ours: ['lib/protocol'], packages: ['zod'] },
  'lib/local': { ours: [], packages: ['esbuild', 'node:*', 'ws', 'zod'] },
  // Runs in a browser.
  'lib/sdk': { ours: ['lib/protocol'], packages: ['zod'] },
};

/** A function may import anything that runs in Lambda, but no other function. */
const functionRule: Rule = {
  ours: ['lib/aws', 'lib/domain', 'lib/kernel', 'lib/protocol', 'lib/table'],
  packages: ['zod', 'node:*'],
};

const foldersIn = (parent: string): readonly string[] =>
  readdirSync(join(repository, parent), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => `${parent}/${entry.name}`);

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => `${folder}/${file}`);

/** Static and dynamic imports and re-exports of a file; paths of ours from the root of the repository. */
const importsOf = (file: string): readonly string[] => {
  const text = readFileSync(join(repository, file), 'utf8');
  const found = text.matchAll(
    /^(?:import|export|\})[^'\n]*\sfrom '([^']+)'|^import '([^']+)'|\bimport\(['`]([^'`]+)['`]\)/gm,
  );
  return [...found]
    .map(([, named, bare, dynamic]) => named ?? bare ?? dynamic ?? '')
    .map(target => (target.startsWith('.') ? normalize(join(dirname(file), target)) : target));
};

const isIn = (target: string, place: string): boolean => target === place || target.startsWith(`${place}/`);

const isPackage = (target: string, name: string): boolean =>
  name.endsWith('*') ? target.startsWith(name.slice(0, -1)) : target === name;

const isAllowed = (target: string, folder: string, { ours, packages }: Rule): boolean =>
  [folder, ...ours].some(place => isIn(target, place)) || packages.some(name => isPackage(target, name));

const violationsOf = (folder: string, rule: Rule | undefined): readonly string[] =>
  filesOf(folder).flatMap(file =>
    importsOf(file)
      .filter(target => !rule || !isAllowed(target, folder, rule))
      .map(target => `${file} imports ${target}`),
  );

test.each(foldersIn('lib'))('%s imports only what its rule allows', folder => {
  expect(violationsOf(folder, rules[folder])).toEqual([]);
});

test.each(foldersIn('functions'))('%s imports no other function', folder => {
  expect(violationsOf(folder, functionRule)).toEqual([]);
});

test('the reader of imports sees every form', () => {
  const stateless = importsOf('functions/stateless/index.ts');
  expect(stateless).toContain('lib/aws/lambda.ts');
  expect(stateless.filter(target => target.startsWith('functions/stateless/heartbeat/'))).toHaveLength(1);
  expect(importsOf('lib/aws/dynamo-table.ts')).toEqual(
    expect.arrayContaining(['@aws-sdk/client-dynamodb', 'lib/kernel/ports.ts']),
  );
});

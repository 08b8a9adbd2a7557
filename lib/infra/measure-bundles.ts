import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions } from './bundle.ts';
import { bundleSizes } from './bundle-report.ts';
import { repository } from './function-folders.ts';
import { settingsOf } from './function-settings.ts';

/** Writes the table of docs/functions.md: `npx tsx lib/infra/measure-bundles.ts`. */

const page = join(repository, 'docs/functions.md');
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->'];
const runs = 9;

const environment = {
  AWS_ACCESS_KEY_ID: 'key',
  AWS_REGION: 'us-east-1',
  AWS_SECRET_ACCESS_KEY: 'secret',
  BUS_NAME: 'bus',
  FILES_ENDPOINT: 'https://files.example.com',
  FILES_LINK: 'https://example.com/v4/files',
  GROUPS_QUEUE: 'https://example.com/groups',
  ROOMS_QUEUE: 'https://example.com/rooms',
  SHARDS_QUEUE: 'https://example.com/shards',
  SOCKET_ENDPOINT: 'https://example.com/info',
  TABLE_NAME: 'table',
};

/** Milliseconds of CPU in which a new Node process imports a module and does what the module does at start-up. */
const loadTime = (file: string): number => {
  const script = `const start = process.cpuUsage(); await import(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(start); console.log((user + system) / 1000);`;
  const args = ['--no-warnings', '--input-type=module', '--eval', script];
  return Number(execFileSync(process.execPath, args, { env: environment, encoding: 'utf8' }));
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const rowOf = (
  directory: string,
  { name, bytes, gzipBytes }: ReturnType<typeof bundleSizes>[number],
): string => {
  const times = Array.from({ length: runs }, () => loadTime(join(directory, name, 'index.mjs')));
  const { memoryMegabytes, timeoutSeconds } = settingsOf(name);
  const kilobytes = (size: number) => `${(size / 1000).toFixed(0)} kB`;
  const cells = [name, kilobytes(gzipBytes), kilobytes(bytes), `${median(times).toFixed(0)} ms`];
  return `| ${[...cells, `${memoryMegabytes} MB`, `${timeoutSeconds} s`].join(' | ')} |`;
};

const directory = mkdtempSync(join(tmpdir(), 'kaiwa-bundles-'));
bundleFunctions(directory);
const table = [
  '| function | gzip | minified | load | memory | timeout |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
  ...bundleSizes(directory).map(size => rowOf(directory, size)),
].join('\n');
const text = readFileSync(page, 'utf8');
const [before = '', rest = ''] = text.split(begin);
writeFileSync(page, `${before}${begin}\n${table}\n${end}${rest.split(end)[1] ?? ''}`);

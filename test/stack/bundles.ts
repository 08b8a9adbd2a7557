import { buildSync } from 'esbuild';
import { bundleSizes } from '../../lib/infra/bundle-report.ts';
import { functionFolders, repository } from '../../lib/infra/function-folders.ts';
import { type FileAction, permissions, type TableAction } from '../../lib/infra/permissions.ts';
import { bundles } from './synthesized.ts';

/** Largest size of a bundle in gzip bytes, which is what a cold start has to fetch and unpack. */
const budgets: Readonly<Record<string, number>> = {
  accounts: 131_000,
  conversations: 124_000,
  'fan-out': 122_000,
  'file-limits': 4_000,
  files: 104_000,
  groups: 192_000,
  messages: 154_000,
  'profile-watch': 84_000,
  profiles: 118_000,
  relations: 130_000,
  'session-expiry': 74_000,
  sessions: 124_000,
  'status-watch': 84_000,
  stateless: 39_000,
};

const actionOf: Readonly<Record<string, TableAction>> = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  count: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
};
const methodOf: Readonly<Record<string, 'POST' | 'DELETE'>> = { post: 'POST', close: 'DELETE' };
/** What an address that a function signs lets its holder do, and what it does itself. A link leads to a download. */
const fileActionOf: Readonly<Record<string, FileAction>> = {
  uploadUrl: 's3:PutObject',
  downloadUrl: 's3:GetObject',
  remove: 's3:DeleteObject',
};

/** Our own code of a function after tree shaking, readable. */
const sourceOf = (name: string): string =>
  buildSync({
    absWorkingDir: repository,
    entryPoints: [`functions/${name}/index.ts`],
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    outdir: 'unused',
  }).outputFiles[0]?.text ?? '';

const callsOf = (source: string, port: string): readonly string[] => {
  const calls = source.matchAll(new RegExp(`\\b${port}\\d*\\.(\\w+)\\(`, 'g'));
  return [...new Set([...calls].map(([, method]) => method ?? ''))].sort();
};

/** Calls on the table; a transaction needs the actions of its members. */
const tableCallsOf = (source: string): readonly string[] => {
  const members = [...source.matchAll(/\{\s*(put|update|delete):/g)].map(([, member]) => member ?? '');
  const calls = callsOf(source, 'table');
  return [
    ...new Set([
      ...calls.filter(call => call !== 'transact'),
      ...(calls.includes('transact') ? members : []),
    ]),
  ];
};

const translate = (calls: readonly string[], names: Readonly<Record<string, string>>): readonly string[] =>
  [...new Set(calls.map(call => names[call] ?? `no action known for ${call}`))].sort();

export const bundlesSuite = (): void => {
  test('every bundle keeps its budget', () => {
    const sizes = bundleSizes(bundles);
    const over = sizes.filter(({ name, gzipBytes }) => gzipBytes > (budgets[name] ?? 0));
    expect(over).toEqual([]);
    expect(Object.keys(budgets).sort()).toEqual(sizes.map(({ name }) => name));
  });

  test.each(functionFolders())('the calls in the bundle of %s are the permissions of its role', name => {
    const source = sourceOf(name);
    const { table = [], connections = [], files = [], queues = [], ...flags } = permissions[name] ?? {};
    const { bus = false, timeIndex = false } = flags;
    expect(translate(tableCallsOf(source), actionOf)).toEqual([...table].sort());
    expect(translate(callsOf(source, 'sockets'), methodOf)).toEqual([...connections].sort());
    const fileCalls = callsOf(source, 'files').filter(call => call !== 'link');
    expect(translate(fileCalls, fileActionOf)).toEqual([...files].sort());
    expect(callsOf(source, 'bus')).toEqual(bus ? ['emit'] : []);
    expect(callsOf(source, 'queue')).toEqual(queues.length > 0 ? ['send'] : []);
    expect(source.includes('byTime.index')).toBe(timeIndex);
  });
};

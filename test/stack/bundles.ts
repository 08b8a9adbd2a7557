import { buildSync } from 'esbuild';
import { bundleSizes } from '../../lib/infra/bundle-report.ts';
import { functionFolders, repository } from '../../lib/infra/function-folders.ts';
import { permissions, type TableAction } from '../../lib/infra/permissions.ts';
import { bundles } from './synthesized.ts';

/** Largest size of a bundle in gzip bytes, which is what a cold start has to fetch and unpack. */
const budgets: Readonly<Record<string, number>> = {
  accounts: 112_000,
  conversations: 112_000,
  groups: 98_000,
  messages: 116_000,
  profiles: 108_000,
  relations: 98_000,
  'session-expiry': 70_000,
  sessions: 112_000,
  stateless: 36_000,
};

const actionOf: Readonly<Record<string, TableAction>> = {
  get: 'dynamodb:GetItem',
  getMany: 'dynamodb:BatchGetItem',
  query: 'dynamodb:Query',
  put: 'dynamodb:PutItem',
  update: 'dynamodb:UpdateItem',
  delete: 'dynamodb:DeleteItem',
};
const methodOf: Readonly<Record<string, 'POST' | 'DELETE'>> = { post: 'POST', close: 'DELETE' };

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
  calls.map(call => names[call] ?? `no action known for ${call}`).sort();

export const bundlesSuite = (): void => {
  test('every bundle keeps its budget', () => {
    const sizes = bundleSizes(bundles);
    const over = sizes.filter(({ name, gzipBytes }) => gzipBytes > (budgets[name] ?? 0));
    expect(over).toEqual([]);
    expect(Object.keys(budgets).sort()).toEqual(sizes.map(({ name }) => name));
  });

  test.each(functionFolders())('the calls in the bundle of %s are the permissions of its role', name => {
    const source = sourceOf(name);
    const { table = [], connections = [], bus = false, timeIndex = false } = permissions[name] ?? {};
    expect(translate(tableCallsOf(source), actionOf)).toEqual([...table].sort());
    expect(translate(callsOf(source, 'sockets'), methodOf)).toEqual([...connections].sort());
    expect(callsOf(source, 'bus')).toEqual(bus ? ['emit'] : []);
    expect(source.includes('byTime.index')).toBe(timeIndex);
  });
};

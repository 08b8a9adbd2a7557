import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'accepts a large report of nobody',
    as: 'nobody',
    head: () => ({ identifier: '', usersig: '' }),
    body: { table: 'report', data: 'x'.repeat(20_000) },
  },
];

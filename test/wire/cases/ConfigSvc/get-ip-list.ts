import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  { title: 'lists no fixed address', body: {}, reply: { IPList: [] } },
  {
    title: 'lists none of any kind',
    parameters: { nettype: '5' },
    reply: { IPList: [] },
    only: { door: 'rest', reason: 'nettype is a query parameter' },
  },
  {
    title: 'refuses a kind that does not exist',
    parameters: { nettype: '7' },
    error: 'RequestNotParsable',
    only: { door: 'rest', reason: 'nettype is a query parameter' },
  },
];

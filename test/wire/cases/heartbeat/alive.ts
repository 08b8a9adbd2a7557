import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  { title: 'is answered to a client that is not logged in', as: 'nobody' },
  { title: 'is answered to a client that is', as: 'me' },
  {
    title: 'is answered whatever the token, so that a kicked client does not reconnect for ever',
    as: 'nobody',
    head: () => ({ a2: 'made.up', tinyid: '1' }),
  },
];

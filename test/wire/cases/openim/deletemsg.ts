import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lets a client forget who has named it',
    body: world => ({
      DelMsgList: [
        {
          From_Account: world.name('ana'),
          To_Account: world.name('me'),
          MsgSeq: 1,
          MsgRandom: 2,
          GroupId: 'g',
        },
      ],
    }),
  },
  {
    title: 'needs a list',
    body: { DelMsgList: 'all' },
    error: 'MessageJsonNotValid',
  },
];

import { inGroup } from '../../group-messages.ts';
import { inTalk, ofHikers, pinRefusals, pins } from '../../pins.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists what is pinned, in the order of the messages',
    as: 'me',
    given: async world => {
      await inTalk(3, 'me')(world);
      for (const seq of [3, 1]) await pins(world, seq, { Pinner_Account: world.name('ana') });
    },
    body: ofHikers(),
    reply: {
      PinnedMsgList: [
        { MsgSeq: 1, Pinner_Account: 'ana' },
        { MsgSeq: 3, Pinner_Account: 'ana' },
      ],
    },
  },
  {
    title: 'finds nothing where nothing is',
    given: inGroup(),
    body: ofHikers(),
    reply: { PinnedMsgList: [] },
  },
  ...pinRefusals(),
];

import { logsIn } from '../../messages.ts';
import { inTalk, ofHikers, pinRefusals, pins, pinsIn, pinTip } from '../../pins.ts';
import type { WireCase } from '../../wire-case.ts';

const one = ofHikers({ MsgSeq: 1 });

export const cases: readonly WireCase[] = [
  {
    title: 'takes a pin away, and tells the group which',
    given: async world => {
      await logsIn(world, 'ben');
      await inTalk(2)(world);
      for (const seq of [1, 2]) await pins(world, seq);
    },
    body: world => ({ ...one(world), UnPinner_Account: world.name('ana') }),
    after: async world => {
      expect(await pinsIn(world)).toEqual([2]);
      expect(await pinTip(world, 'ben', 17)).toMatchObject({
        Operator_Account: world.name('ana'),
        SdkGroupMessageId: { MsgSeq: 1, MsgRandom: expect.any(Number), SenderTinyId: expect.any(String) },
      });
    },
  },
  {
    title: 'is repeated without harm, and tells it again',
    given: async world => {
      await inTalk(1)(world);
      await logsIn(world, 'ben');
    },
    body: one,
    after: world => pinTip(world, 'ben', 17),
  },
  { title: 'takes nothing away that is not there', given: inTalk(1), body: ofHikers({ MsgSeq: 7 }) },
  {
    title: 'is refused to a member',
    as: 'me',
    only: { door: 'socket', reason: 'a client may less' },
    given: async world => {
      await inTalk(1, 'me')(world);
      await pins(world, 1);
    },
    body: one,
    error: 'GroupNotPermitted',
    after: async world => expect(await pinsIn(world)).toEqual([1]),
  },
  { title: 'needs a number', given: inTalk(1), body: ofHikers(), error: 'GroupParameterNotValid' },
  ...pinRefusals(1),
];

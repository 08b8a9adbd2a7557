import { batch, blocks, relationRefusals, result } from '../../blocks.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const single = 'BlackCheckResult_Type_Single';
const both = 'BlackCheckResult_Type_Both';

/** Every way in which two accounts may block each other, by the name of the other. */
const situations = [
  { peer: 'neither', blocks: false, isBlocked: false },
  { peer: 'mine', blocks: true, isBlocked: false },
  { peer: 'theirs', blocks: false, isBlocked: true },
  { peer: 'mutual', blocks: true, isBlocked: true },
];
const peers = situations.map(({ peer }) => peer);

const everySituation = async (world: World): Promise<void> => {
  await accounts(...peers)(world);
  for (const { peer, blocks: does, isBlocked } of situations) {
    if (does) await blocks(world, 'me', peer);
    if (isBlocked) await blocks(world, peer, 'me');
  }
};

const relation = (peer: string, name: string) => ({
  ...result(peer),
  Relation: `BlackCheckResult_Type_${name}`,
});
const check =
  (CheckType: string, ...shorts: readonly string[]) =>
  (world: World) => ({ ...batch(...shorts)(world), CheckType });

export const cases: readonly WireCase[] = [
  {
    title: 'tells whom the account blocks',
    as: 'me',
    given: everySituation,
    body: check(single, ...peers),
    reply: {
      BlackListCheckItem: situations.map(({ peer, blocks: does }) => relation(peer, does ? 'AWithB' : 'NO')),
      ErrorDisplay: '',
    },
  },
  {
    title: 'tells who blocks whom',
    as: 'me',
    given: everySituation,
    body: check(both, ...peers),
    reply: {
      BlackListCheckItem: [
        relation('neither', 'NO'),
        relation('mine', 'AWithB'),
        relation('theirs', 'BWithA'),
        relation('mutual', 'BothWay'),
      ],
    },
  },
  {
    title: 'answers each for itself: an unknown account fails alone',
    as: 'me',
    given: accounts('ana'),
    body: world => {
      const named = check(both, 'ghost', 'ana')(world);
      return { ...named, To_Account: [...named.To_Account, ''] };
    },
    reply: {
      BlackListCheckItem: [
        { ...relation('ghost', 'NO'), ResultCode: 30003 },
        relation('ana', 'NO'),
        { ...relation('', 'NO'), ResultCode: 30001 },
      ],
      Fail_Account: ['ghost', ''],
    },
  },
  {
    title: 'refuses another kind of check',
    as: 'me',
    given: accounts('ana'),
    body: check('CheckResult_Type_Both', 'ana'),
    error: 'RelationParameterNotValid',
  },
  ...relationRefusals({ CheckType: both }),
];

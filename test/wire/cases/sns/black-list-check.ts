import { batch, befriend, blocks, relationRefusals, result } from '../../blocks.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const single = 'BlackCheckResult_Type_Single';
const both = 'BlackCheckResult_Type_Both';

/** All sixteen combinations of who has whom as a friend and who blocks whom, by the name of the other. */
const situations = Array.from({ length: 16 }, (_, bits) => {
  const [has, isHad, blocks, isBlocked] = [1, 2, 4, 8].map(bit => (bits & bit) > 0);
  return { peer: `peer${bits}-`, has, isHad, blocks, isBlocked };
});
const peers = situations.map(({ peer }) => peer);

const everySituation = async (world: World): Promise<void> => {
  await accounts(...peers)(world);
  for (const { peer, has, isHad, blocks: does, isBlocked } of situations) {
    if (has) await befriend(world, 'me', peer);
    if (isHad) await befriend(world, peer, 'me');
    if (does) await blocks(world, 'me', peer);
    if (isBlocked) await blocks(world, peer, 'me');
  }
};

/** What a check of both directions says. */
const bothWays = ({ blocks: does, isBlocked }: (typeof situations)[number]): string => {
  if (does && isBlocked) return 'BothWay';
  if (does) return 'AWithB';
  return isBlocked ? 'BWithA' : 'NO';
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
    title: 'tells whom the account blocks, whoever is a friend',
    as: 'me',
    given: everySituation,
    body: check(single, ...peers),
    reply: {
      BlackListCheckItem: situations.map(({ peer, blocks: does }) => relation(peer, does ? 'AWithB' : 'NO')),
      ErrorDisplay: '',
    },
  },
  {
    title: 'tells who blocks whom, whoever is a friend',
    as: 'me',
    given: everySituation,
    body: check(both, ...peers),
    reply: {
      BlackListCheckItem: situations.map(one => relation(one.peer, bothWays(one))),
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

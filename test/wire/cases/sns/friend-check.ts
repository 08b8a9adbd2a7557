import { batch, blocks, relationRefusals } from '../../blocks.ts';
import { result } from '../../friends.ts';
import { accounts } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

/** The four facts that can hold between A, who asks, and B. */
interface Facts {
  readonly has: boolean;
  readonly hadBy: boolean;
  readonly blocks: boolean;
  readonly blockedBy: boolean;
}

const facts: readonly Facts[] = Array.from({ length: 16 }, (_, i) => ({
  has: (i & 1) !== 0,
  hadBy: (i & 2) !== 0,
  blocks: (i & 4) !== 0,
  blockedBy: (i & 8) !== 0,
}));

const adds = (world: World, from: string, to: string) =>
  world.admin('sns.friend_import', {
    From_Account: world.name(from),
    AddFriendItem: [{ To_Account: world.name(to), AddSource: 'AddSource_Type_Web' }],
  });

/** Brings the facts about, friendships first: a block ends them, which is what is checked then. */
const given = (wanted: Facts) => async (world: World) => {
  await accounts('me', 'ana')(world);
  if (wanted.has) await adds(world, 'me', 'ana');
  if (wanted.hadBy) await adds(world, 'ana', 'me');
  if (wanted.blocks) await blocks(world, 'me', 'ana');
  if (wanted.blockedBy) await blocks(world, 'ana', 'me');
};

const relations = ['NoRelation', 'AWithB', 'BWithA', 'BothWay'] as const;

/** What is left of the friendship. */
const expected = ({ has, hadBy, blocks: blocking, blockedBy }: Facts, both: boolean): string => {
  const ended = blocking || blockedBy;
  const index = ended ? 0 : Number(has) + (both ? 2 * Number(hadBy) : 0);
  return `CheckResult_Type_${relations[index]}`;
};

const nameOf = (wanted: Facts): string =>
  Object.entries(wanted)
    .flatMap(([name, holds]) => (holds ? [name] : []))
    .join(', ') || 'nothing';

const matrix: readonly WireCase[] = facts.flatMap(wanted =>
  ['Both', 'Single'].map(
    (mode): WireCase => ({
      title: `says ${expected(wanted, mode === 'Both')} (${mode}) after: ${nameOf(wanted)}`,
      only: { door: 'rest', reason: 'both doors have one case below' },
      given: given(wanted),
      body: world => ({ ...batch('ana')(world), CheckType: `CheckResult_Type_${mode}` }),
      reply: { InfoItem: [{ ...result('ana'), Relation: expected(wanted, mode === 'Both') }] },
    }),
  ),
);

export const cases: readonly WireCase[] = [
  {
    title: 'tells who has whom, each for itself',
    given: async world => {
      await accounts('me', 'ana', 'ben')(world);
      await adds(world, 'ben', 'me');
      await adds(world, 'me', 'ana');
    },
    body: world => ({ ...batch('ana', 'ben', 'ghost')(world), CheckType: 'CheckResult_Type_Both' }),
    reply: {
      InfoItem: [
        { ...result('ana'), Relation: 'CheckResult_Type_AWithB' },
        { ...result('ben'), Relation: 'CheckResult_Type_BWithA' },
        { ...result('ghost', 'RelationAccountNotFound'), Relation: 'CheckResult_Type_NoRelation' },
      ],
      Fail_Account: ['ghost'],
      ErrorDisplay: '',
    },
  },
  ...matrix,
  {
    title: 'needs to know how to check',
    given: accounts('me'),
    body: batch('ana'),
    error: 'RelationParameterNotValid',
  },
  ...relationRefusals({ CheckType: 'CheckResult_Type_Both' }),
];

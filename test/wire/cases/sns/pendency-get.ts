import { nextSecond } from '../../../support/eventually.ts';
import { asks, carefulOnes, profile, source } from '../../friends.ts';
import { accounts, actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const list =
  (more: object = {}) =>
  (world: World) => ({
    From_Account: world.name('me'),
    PendencyType: 'Pendency_Type_Both',
    StartTime: 0,
    MaxLimited: 100,
    LastSequence: 0,
    ...more,
  });

const crossing = async (world: World): Promise<void> => {
  await carefulOnes('me', 'eve')(world);
  await accounts('ana', 'ben')(world);
  await profile(world, 'ana', { Tag_Profile_IM_Nick: 'Ann', Tag_Profile_IM_Image: 'https://x/y.png' });
  await asks(world, 'ana', 'me', { AddWording: 'it is me' });
  await nextSecond();
  await asks(world, 'ben', 'me');
  await asks(world, 'me', 'eve');
};

const came = (short: string) => ({ To_Account: short, PendencyType: 'Pendency_Type_ComeIn' });
const volatile = ['AddTime', 'StartTime'];

export const cases: readonly WireCase[] = [
  {
    title: 'lists what was asked of an account, newest first, with names',
    given: crossing,
    body: list({ PendencyType: 'Pendency_Type_ComeIn' }),
    reply: {
      PendencyItem: [
        { ...came('ben'), Nick: '', Image: '', AddSource: source, AddWording: '' },
        { ...came('ana'), Nick: 'Ann', Image: 'https://x/y.png', AddSource: source, AddWording: 'it is me' },
      ],
      UnreadPendencyCount: 2,
      StartTime: 0,
      ErrorDisplay: '',
    },
    volatile,
  },
  {
    title: 'lists what the account itself asks',
    given: crossing,
    body: list({ PendencyType: 'Pendency_Type_SendOut' }),
    reply: { PendencyItem: [{ To_Account: 'eve', PendencyType: 'Pendency_Type_SendOut' }] },
    volatile,
  },
  {
    title: 'goes on behind a page, each request once',
    given: crossing,
    body: list({ MaxLimited: 2 }),
    reply: (_, reply) => expect(reply.PendencyItem).toHaveLength(2),
    after: async (world, reply) => {
      const next = await world.admin('sns.pendency_get', list({ StartTime: reply.StartTime })(world));
      expect(next).toMatchObject({ PendencyItem: [{ To_Account: world.name('ana') }], StartTime: 0 });
    },
    volatile: [...volatile, 'PendencyItem'],
  },
  {
    title: 'lists no requests when there are none',
    as: 'me',
    body: list(),
    reply: { PendencyItem: [], UnreadPendencyCount: 0, StartTime: 0, CurrentSequence: 0, ErrorDisplay: '' },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => list({ From_Account: world.administrator })(world),
    error: 'RelationAdminRequired',
    only: actsForItsCaller,
  },
  { title: 'is refused for an account that does not exist', body: list(), error: 'RelationAccountNotFound' },
  { title: 'refuses a body without From_Account', body: {}, error: 'RelationParameterNotValid' },
];

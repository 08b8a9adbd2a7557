import { nextSecond } from '../../../support/eventually.ts';
import { withPhone } from '../../conversations.ts';
import { asks, carefulOnes, isRelationPush } from '../../friends.ts';
import { accounts, actsForItsCaller, clientOf } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const report =
  (more: object = {}) =>
  (world: World) => ({
    From_Account: world.name('me'),
    LatestPendencyTimeStamp: world.now() + 100,
    ...more,
  });

const unread = async (world: World): Promise<unknown> =>
  (await world.admin('sns.pendency_get', { From_Account: world.name('me') })).UnreadPendencyCount;

const asked = async (world: World): Promise<void> => {
  await carefulOnes('me')(world);
  await accounts('ana')(world);
  await asks(world, 'ana', 'me');
};

export const cases: readonly WireCase[] = [
  {
    title: 'makes requests count as seen, and none that comes later',
    given: asked,
    body: report(),
    reply: { ErrorDisplay: '' },
    after: async world => {
      expect(await unread(world)).toBe(0);
      await nextSecond();
      await accounts('ben')(world);
      await asks(world, 'ben', 'me');
      expect(await unread(world)).toBe(1);
    },
  },
  {
    title: 'goes never back',
    given: async world => {
      await asked(world);
      await world.admin('sns.pendency_report', report()(world));
    },
    body: report({ LatestPendencyTimeStamp: 1 }),
    after: async world => expect(await unread(world)).toBe(0),
  },
  {
    title: 'tells the other clients of the account',
    as: 'me',
    only: actsForItsCaller,
    given: withPhone,
    body: report(),
    after: async world =>
      expect(await clientOf(world, 'phone').push(isRelationPush)).toMatchObject({
        FriendListMod: [{ PushType: 7, ReportTime: expect.any(Number) }],
      }),
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    body: world => report({ From_Account: world.administrator })(world),
    error: 'RelationAdminRequired',
    only: actsForItsCaller,
  },
  {
    title: 'is refused for an account that does not exist',
    body: report(),
    error: 'RelationAccountNotFound',
  },
];

import { notHere } from '../../group-requests.ts';
import { call, groupId, groupRefusals, noticeAt, rolesIn, tipAt } from '../../groups.ts';
import { answer, answers, choInvites, consent, invitedBy, waitingFor } from '../../invitations.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asMe = { ...consent, as: 'me', only: actsForItsCaller } as const;
const isIn = (world: World, short: string) => rolesIn(world, 'Public', short);

export const cases: readonly WireCase[] = [
  {
    ...consent,
    title: 'comes in, and tells the group and who invited',
    given: invitedBy(),
    body: answer('Agree'),
    after: async world => {
      expect(await isIn(world, 'dee')).toEqual(['Member']);
      const { cho, dee } = { cho: world.name('cho'), dee: world.name('dee') };
      expect(await tipAt(world.kept('cho'), 1)).toMatchObject({
        Operator_Account: cho,
        List_Account: [dee],
        GroupJoinType: 2,
      });
      expect(await noticeAt(world.kept('cho'), 13)).toMatchObject({
        Operator_Account: dee,
        RemarkInfo: 'well',
      });
      expect(await noticeAt(world.kept('dee'), 7)).toMatchObject({ Operator_Account: cho });
      expect(await waitingFor(world, 'dee')).toEqual([]);
    },
  },
  {
    ...consent,
    title: 'declines, and tells who invited',
    given: invitedBy(),
    body: answer('Reject'),
    after: async world => {
      expect(await isIn(world, 'dee')).toEqual(['NotMember']);
      expect(await noticeAt(world.kept('cho'), 14)).toMatchObject({ RemarkInfo: 'well' });
      expect(await waitingFor(world, 'dee')).toEqual([]);
    },
  },
  {
    ...asMe,
    title: 'is for who is invited',
    given: invitedBy('me'),
    body: world => ({ ...answer('Agree', 'me')(world), Invited_Account: undefined }),
    after: async world => expect(await isIn(world, 'me')).toEqual(['Member']),
  },
  {
    ...asMe,
    title: 'is for nobody else',
    given: invitedBy(),
    body: answer('Agree'),
    error: 'GroupNotPermitted',
  },
  ...(['Agree', 'Reject'] as const).map(
    (first): WireCase => ({
      ...consent,
      title: `is refused when it was answered already: ${first}`,
      given: async world => {
        await invitedBy()(world);
        await answers(world, first);
      },
      body: answer('Agree'),
      error: 'GroupRequestHandled',
    }),
  ),
  {
    ...consent,
    title: 'can be answered after a refusal when one is invited again',
    given: async world => {
      await invitedBy()(world);
      await answers(world, 'Reject');
      await choInvites(world, 'dee');
    },
    body: answer('Agree'),
    after: async world => expect(await isIn(world, 'dee')).toEqual(['Member']),
  },
  {
    ...consent,
    title: 'is refused to who is not invited',
    given: invitedBy('eve'),
    body: answer('Agree'),
    error: 'GroupRequestHandled',
  },
  {
    ...consent,
    title: 'is refused when the group is full, and the invitation stays',
    given: async world => {
      await invitedBy()(world);
      await call(world, 'modify_group_base_info', { GroupId: groupId(world), MaxMemberNum: 3 });
    },
    body: answer('Agree'),
    error: 'GroupFull',
    after: async world => expect(await waitingFor(world, 'dee')).toHaveLength(1),
  },
  {
    ...consent,
    title: 'does not come into a later group of the same id',
    given: async world => {
      await invitedBy()(world);
      await call(world, 'destroy_group', { GroupId: groupId(world) });
      const again = { Type: 'Public', Name: 'others', GroupId: groupId(world) };
      await call(world, 'create_group', again);
    },
    body: answer('Agree'),
    error: 'GroupRequestHandled',
    after: async world => expect(await waitingFor(world, 'dee')).toEqual([]),
  },
  ...groupRefusals(answer('Agree')),
];

export const unreachable = notHere;

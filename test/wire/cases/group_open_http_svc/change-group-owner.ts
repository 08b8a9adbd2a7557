import { about, call, group, groupRefusals, rolesIn, tipAt } from '../../groups.ts';
import { actsForItsCaller, logsIn } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const to = (short: string) => (world: World) => ({ NewOwner_Account: world.name(short) });

export const cases: readonly WireCase[] = [
  {
    title: 'hands a group over, and who owned it is a member',
    given: async world => {
      await logsIn(world, 'cho');
      await group()(world);
    },
    body: about('Public', to('cho')),
    after: async world => {
      expect(await rolesIn(world, 'Public', 'ana', 'cho')).toEqual(['Member', 'Owner']);
      expect(await tipAt(world.kept('cho'), 6)).toMatchObject({
        MsgGroupNewInfo: { Owner_Account: world.name('cho') },
      });
    },
  },
  {
    title: 'gives an owner to a group without one',
    given: async world => {
      await group({ more: { Owner_Account: undefined } })(world);
    },
    body: about('Public', to('ben')),
    after: async world => expect(await rolesIn(world, 'Public', 'ben')).toEqual(['Owner']),
  },
  {
    title: 'is open to the owner',
    as: 'me',
    given: group({ me: 'Owner' }),
    body: about('Public', to('ben')),
    only: actsForItsCaller,
    after: async world => expect(await rolesIn(world, 'Public', 'me', 'ben')).toEqual(['Member', 'Owner']),
  },
  {
    title: 'is refused to an administrator of the group',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: about('Public', to('me')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused in a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', to('ben')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses who is no member',
    given: group(),
    body: about('Public', to('dee')),
    error: 'GroupParameterNotValid',
    after: async world => {
      const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [world.name('hikers')] });
      expect(GroupInfo).toMatchObject([{ Owner_Account: world.name('ana') }]);
    },
  },
  ...groupRefusals(about('Public', to('ben'))),
];

import { aboutRoom, room, roomRefusals } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  { title: 'lists nobody', given: room(), body: aboutRoom(), reply: { Admin_List: [] } },
  {
    title: 'lists administrators',
    given: async world => {
      await room()(world);
      await world.admin(
        'group_open_avchatroom_http_svc.modify_admin',
        aboutRoom({ CommandType: 1, Admin_Account: [world.name('ben')] })(world),
      );
    },
    body: aboutRoom(),
    reply: (world, { Admin_List }) =>
      expect(Admin_List).toEqual([{ Admin_Account: world.name('ben'), NickName: '', Avatar: '' }]),
  },
  ...roomRefusals(),
];

import { aboutRoom, roomRefusals, roomWith } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'lists who is in the room, the newest first, with nick and picture',
    given: async world => {
      await roomWith('ben', 'cho')(world);
      await world.admin('profile.portrait_set', {
        From_Account: world.name('ben'),
        ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ben' }],
      });
    },
    body: aboutRoom({ Timestamp: 0 }),
    reply: (world, { MemberList, NextTimestamp }) => {
      expect(MemberList).toMatchObject([
        { Member_Account: world.name('cho'), JoinTime: expect.any(Number), Avatar: '' },
        { Member_Account: world.name('ben') },
      ]);
      expect(NextTimestamp).toBe(0);
    },
    volatile: ['JoinTime', 'NickName'],
  },
  {
    title: 'goes on behind a time',
    given: roomWith('ben'),
    body: aboutRoom({ Timestamp: 1 }),
    reply: { MemberList: [], NextTimestamp: 0 },
  },
  {
    title: 'lists those with a mark',
    given: async world => {
      await roomWith('ben', 'cho')(world);
      await world.admin('group_open_avchatroom_http_svc.modify_user_info', {
        ...aboutRoom()(world),
        CommandType: 1,
        MemberList: [{ Member_Account: world.name('ben'), Marks: [1000] }],
      });
    },
    body: aboutRoom({ Timestamp: 0, Mark: 1000 }),
    reply: (world, { MemberList }) =>
      expect(MemberList).toMatchObject([{ Member_Account: world.name('ben') }]),
    volatile: ['JoinTime'],
  },
  ...roomRefusals({ Timestamp: 0 }),
];

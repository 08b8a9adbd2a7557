import { about, group, groupRefusals } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asks = (world: World) => ({
  User_Account: ['ana', 'ben', 'cho', 'dee'].map(short => world.name(short)),
});

export const cases: readonly WireCase[] = [
  {
    title: 'tells what accounts are',
    given: group(),
    body: about('Public', asks),
    reply: {
      UserIdList: [
        { Member_Account: 'ana', Role: 'Owner' },
        { Member_Account: 'ben', Role: 'Admin' },
        { Member_Account: 'cho', Role: 'Member' },
        { Member_Account: 'dee', Role: 'NotMember' },
      ],
    },
  },
  {
    title: 'is refused to who is no member',
    as: 'me',
    given: group(),
    body: about('Public', asks),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused for a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', asks),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses 501 accounts',
    given: group(),
    body: about('Public', { User_Account: Array.from({ length: 501 }, (_, i) => `u${i}`) }),
    error: 'TooManyGroupAccounts',
  },
  ...groupRefusals(about('Public', asks)),
];

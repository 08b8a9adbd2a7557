import { about, group, groupRefusals } from '../../groups.ts';
import { actsForItsCaller } from '../../messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const named =
  (...shorts: readonly string[]) =>
  (world: World) => ({
    Member_List_Account: shorts.map(short => world.name(short)),
    MemberInfoFilter: ['Role', 'MuteUntil'],
  });

export const cases: readonly WireCase[] = [
  {
    title: 'shows the named members, and leaves out who is none',
    given: group(),
    body: about('Public', named('cho', 'dee', 'ana')),
    reply: {
      GroupId: 'hikers',
      MemberList: [
        { Member_Account: 'cho', Role: 'Member', MuteUntil: 0 },
        { Member_Account: 'ana', Role: 'Owner', MuteUntil: 0 },
      ],
    },
  },
  {
    title: 'is refused to who is no member',
    as: 'me',
    given: group(),
    body: about('Public', named('ana')),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused for a live room',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom', named('ana')),
    error: 'GroupNotPermitted',
  },
  {
    title: 'refuses 51 accounts',
    given: group(),
    body: about('Public', { Member_List_Account: Array.from({ length: 51 }, (_, i) => `u${i}`) }),
    error: 'TooManyGroupAccounts',
  },
  ...groupRefusals(about('Public', named('ana'))),
];

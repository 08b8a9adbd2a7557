import { about, call, group, groupRefusals } from './groups.ts';
import { actsForItsCaller } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

const withMuted = async (world: World): Promise<void> => {
  const GroupId = await group()(world);
  await call(world, 'forbid_send_msg', {
    GroupId,
    Members_Account: [world.name('cho')],
    MuteTime: 0xffff_ffff,
  });
};

/** The cases of both commands that list who may not speak. @param list and @param until name the members of their replies */
export const mutedListCases = (list: string, until: string): readonly WireCase[] => [
  {
    title: 'lists who may not speak, and until when',
    given: withMuted,
    body: about('Public'),
    reply: { GroupId: 'hikers', [list]: [{ Member_Account: 'cho', [until]: 0xffff_ffff }] },
  },
  {
    title: 'lists nobody where everybody may speak',
    given: group({ type: 'AVChatRoom' }),
    body: about('AVChatRoom'),
    reply: { [list]: [] },
  },
  {
    title: 'is refused to who is no member',
    as: 'me',
    given: group(),
    body: about('Public'),
    only: actsForItsCaller,
    error: 'GroupNotPermitted',
  },
  {
    title: 'is refused for a topic of a group without any',
    given: group(),
    body: about('Public', { TopicId: 'topic' }),
    error: 'CommunityOff',
  },
  ...groupRefusals(about('Public')),
];

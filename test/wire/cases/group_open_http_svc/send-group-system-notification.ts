import { about, group, noticeAt } from '../../groups.ts';
import { logsIn } from '../../messages.ts';
import { aboutRoom, roomRefusals, roomWith } from '../../rooms.ts';
import { notifying } from '../../topic-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const Content = '{"kind":"weather"}';
const notice = { ReportType: 255, UserDefinedField: Content };
const [, ...refusals] = roomRefusals({ Content });

const members = async (world: World) => {
  for (const short of ['ben', 'cho']) await logsIn(world, short);
  await group()(world);
};

export const cases: readonly WireCase[] = [
  {
    title: 'tells every member who is connected',
    given: members,
    body: about('Public', { Content, ToMembers_Account: [] }),
    after: async world => {
      for (const short of ['ben', 'cho'])
        expect(await noticeAt(world.kept(short), 255)).toMatchObject(notice);
    },
  },
  {
    title: 'tells those who are named and are members',
    given: members,
    body: world =>
      about('Public', { Content, ToMembers_Account: [world.name('cho'), world.name('dee')] })(world),
    after: async world => {
      expect(await noticeAt(world.kept('cho'), 255)).toMatchObject(notice);
      const ben = world.kept<{ pushes: { Event: number }[] }>('ben');
      expect(ben.pushes.filter(({ Event }) => Event === 5)).toEqual([]);
    },
  },
  {
    title: 'tells everyone in a live room',
    given: roomWith('ben'),
    body: aboutRoom({ Content }),
    after: async world => expect(await noticeAt(world.kept('ben'), 255)).toMatchObject(notice),
  },
  {
    title: 'tells a live room as a whole only',
    given: roomWith('ben'),
    body: world => aboutRoom({ Content, ToMembers_Account: [world.name('ben')] })(world),
    error: 'GroupNotPermitted',
  },
  {
    title: 'knows no topics where they are off',
    settings: { communities: false },
    given: group(),
    body: about('Public', { Content, TopicId: 'a' }),
    error: 'CommunityOff',
  },
  { title: 'needs a content', given: group(), body: about('Public'), error: 'GroupParameterNotValid' },
  ...refusals,
  ...notifying,
];

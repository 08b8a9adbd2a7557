import { call, group, groupId } from '../../groups.ts';
import { accounts, actsForItsCaller, logsIn, textBody } from '../../messages.ts';
import { club, communities, saysIn, topicId, topics, withTopic } from '../../topics.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const types = ['Private', 'Public', 'ChatRoom', 'Community', 'AVChatRoom'];

/** `cho` is in a group of each type that has members. */
const oneOfEach = async (world: World): Promise<void> => {
  await accounts('ana', 'cho')(world);
  for (const Type of types) {
    await call(world, 'create_group', {
      Type,
      Name: Type,
      GroupId: `${Type === 'Community' ? '@TGS#_' : ''}${world.name(Type)}`,
      Owner_Account: world.name('ana'),
      ...(Type !== 'AVChatRoom' && { MemberList: [{ Member_Account: world.name('cho') }] }),
    });
  }
};
const nextOf = async (world: World): Promise<{ NextMsgSeq: number }> => {
  const { GroupInfo } = await call(world, 'get_group_info', { GroupIdList: [groupId(world)] });
  return (GroupInfo as [{ NextMsgSeq: number }])[0];
};
const namesOf = ({ GroupIdList }: Reply) =>
  (GroupIdList as { Name: string }[]).map(({ Name }) => Name).sort();
const byName = { ResponseFilter: { GroupBaseInfoFilter: ['Name'] } };

export const cases: readonly WireCase[] = [
  {
    title: 'lists the groups of an account with what is asked of each and of it',
    as: 'me',
    given: group({ me: 'Admin' }),
    body: world => ({
      Member_Account: world.name('me'),
      Limit: 200,
      Offset: 0,
      ResponseFilter: {
        GroupBaseInfoFilter: ['Type', 'Name', 'NextMsgSeq', 'MemberNum', 'ShutUpAllMember'],
        SelfInfoFilter: ['Role', 'MsgFlag', 'MsgSeq'],
      },
      SupportTopic: 0,
      NeedAppDefineData: 1,
      GroupType: 'Public',
    }),
    reply: (world, reply) => {
      // Published clients ask the twin for communities only.
      if (reply.TotalCount === 0) return;
      expect(reply.TotalCount).toBe(1);
      expect(reply.GroupIdList).toEqual([
        {
          GroupId: groupId(world),
          Type: 'Public',
          Name: 'hikers',
          NextMsgSeq: 1,
          MemberNum: 4,
          ShutUpAllMember: 'Off',
          AppDefinedData: [],
          SelfInfo: { Role: 'Admin', MsgFlag: 'AcceptAndNotify', MsgSeq: 0 },
        },
      ]);
    },
  },
  {
    title: 'lists ids alone when nothing is asked, and no Work group before its first message',
    given: oneOfEach,
    body: world => ({ Member_Account: world.name('cho') }),
    after: async world => {
      const ask = (more: object) =>
        call(world, 'get_joined_group_list', { Member_Account: world.name('cho'), ...byName, ...more });
      expect(namesOf(await ask({}))).toEqual(['ChatRoom', 'Community', 'Public']);
      expect(namesOf(await ask({ WithNoActiveGroups: 1 }))).toEqual([
        'ChatRoom',
        'Community',
        'Private',
        'Public',
      ]);
      expect(namesOf(await ask({ Member_Account: world.name('ana') }))).toEqual([
        'ChatRoom',
        'Community',
        'Private',
        'Public',
      ]);
      expect(namesOf(await ask({ GroupType: 'Meeting' }))).toEqual(['ChatRoom']);
    },
  },
  {
    title: 'counts all of them, whatever page is asked for',
    given: oneOfEach,
    body: world => ({ Member_Account: world.name('cho'), Limit: 1, Offset: 1, ...byName }),
    after: async world => {
      const page = await call(world, 'get_joined_group_list', {
        Member_Account: world.name('cho'),
        Limit: 2,
        Offset: 1,
      });
      expect(page.TotalCount).toBe(3);
      expect(page.GroupIdList).toHaveLength(2);
    },
  },
  {
    title: 'says until when the account is muted, and that an import has marked everything read',
    given: async world => {
      await group()(world);
      const GroupId = groupId(world);
      await call(world, 'forbid_send_msg', {
        GroupId,
        Members_Account: [world.name('cho')],
        MuteTime: 600,
      });
      const said = { From_Account: world.name('ana'), SendTime: world.now(), MsgBody: textBody('old') };
      await call(world, 'import_group_msg', { GroupId, MsgList: [said] });
      const { NextMsgSeq } = await nextOf(world);
      world.keep('next', NextMsgSeq);
    },
    body: world => ({
      Member_Account: world.name('cho'),
      ResponseFilter: { SelfInfoFilter: ['MuteUntil', 'MsgSeq'] },
    }),
    volatile: ['MuteUntil'],
    reply: (world, { GroupIdList, TotalCount }) => {
      if (TotalCount === 0) return;
      const [{ SelfInfo }] = GroupIdList as [{ SelfInfo: { MuteUntil: number; MsgSeq: number } }];
      expect(Math.abs(SelfInfo.MuteUntil - world.now() - 600)).toBeLessThan(30);
      expect(SelfInfo.MsgSeq).toBe(world.kept<number>('next') - 1);
    },
    after: async world => {
      const { MemberList } = await call(world, 'get_group_member_info', { GroupId: groupId(world) });
      const last = world.kept<number>('next') - 1;
      expect((MemberList as { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq)).toEqual([last, last, last]);
    },
  },
  {
    title: 'lists live rooms that a client is in, when it is to',
    given: async world => {
      await oneOfEach(world);
      const cho = await logsIn(world, 'cho');
      const GroupId = world.name('AVChatRoom');
      await cho.request('group_open_http_svc.apply_join_group', { GroupId });
    },
    body: world => ({ Member_Account: world.name('cho'), WithHugeGroups: 1, GroupType: 'AVChatRoom' }),
    after: async world => {
      const body = { Member_Account: world.name('cho'), ...byName, WithHugeGroups: 1 };
      expect(namesOf(await call(world, 'get_joined_group_list', body))).toEqual([
        'AVChatRoom',
        'ChatRoom',
        'Community',
        'Public',
      ]);
    },
  },
  {
    title: 'tells of communities whether they have topics',
    given: group({ type: 'Community', more: { SupportTopic: 1 } }),
    body: world => ({ Member_Account: world.name('cho'), GroupType: 'Community', SupportTopic: 1 }),
    reply: { TotalCount: 1, GroupIdList: [{ Type: 'Community', SupportTopic: 1 }] },
  },
  {
    ...communities,
    title: 'adds up the topics of a community',
    given: async world => {
      await withTopic()(world);
      await topics(world, 'create_topic', { TopicName: 'Other', TopicId: topicId(world, 'other') });
      for (const text of ['one', 'two']) await saysIn(world, 'ana', text);
      await saysIn(world, 'ana', 'three', { TopicId: topicId(world, 'other') });
      const cho = await logsIn(world, 'cho');
      const body = { GroupId: club(world), TopicId: topicId(world), MsgReadedSeq: 1 };
      await cho.request('million_group_open_http_svc.msg_read_report', body);
    },
    body: world => ({ Member_Account: world.name('cho'), GroupType: 'Community', SupportTopic: 1 }),
    reply: { GroupIdList: [{ GrossTopicNextMsgSeq: 4, SelfInfo: { GrossTopicReadSeq: 1 } }] },
  },
  {
    title: 'refuses to look for another account',
    as: 'me',
    body: world => ({ Member_Account: world.administrator }),
    error: 'GroupNotPermitted',
    only: actsForItsCaller,
  },
  { title: 'refuses a body without Member_Account', body: {}, error: 'GroupParameterNotValid' },
];

import { clientOf, logsIn } from '../../messages.ts';
import {
  aboutClub,
  communities,
  onlyLeaders,
  saysIn,
  topicId,
  topicRefusals,
  topics,
  topicsNow,
  topicTip,
  withTopic,
} from '../../topics.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    ...communities,
    title: 'deletes what is there, says so of each, and tells the community',
    given: async world => {
      await logsIn(world, 'cho');
      await withTopic()(world);
    },
    body: aboutClub(world => ({ TopicIdList: [topicId(world), topicId(world, 'none')] })),
    reply: (world, { ErrorInfo, DestroyResultItem }) => {
      expect(ErrorInfo).toBe('ok');
      expect(DestroyResultItem).toMatchObject([
        { TopicId: topicId(world), ErrorCode: 0, ErrorInfo: 'ok' },
        { TopicId: topicId(world, 'none'), ErrorCode: 110003 },
      ]);
    },
    after: async world => {
      expect(await topicsNow(world, world.administrator)).toEqual([]);
      await expect(saysIn(world, 'ana', 'x')).rejects.toThrow('10010');
      expect(await topicTip(clientOf(world, 'cho'), ({ ReportType }) => ReportType === 18)).toMatchObject({
        GroupInfo: { MillionGroupFlag: 2 },
        MsgBody: { TopicIdArray: [topicId(world)] },
      });
    },
  },
  {
    ...communities,
    title: 'deletes all when none are named, and an id can be given again without its old messages',
    given: async world => {
      await withTopic()(world);
      await saysIn(world, 'ana', 'old');
    },
    body: aboutClub(() => ({ TopicIdList: [] })),
    after: async world => {
      await topics(world, 'create_topic', { TopicName: 'New', TopicId: topicId(world) });
      expect(await saysIn(world, 'ana', 'new')).toMatchObject({ MsgSeq: 1 });
      const history = await world.admin('group_open_http_svc.group_msg_get_simple', {
        ...aboutClub(() => ({ TopicId: topicId(world), ReqMsgNumber: 20 }))(world),
      });
      expect(history.RspMsgList).toMatchObject([{ MsgSeq: 1, MsgBody: [{ MsgContent: { Text: 'new' } }] }]);
    },
  },
  {
    ...communities,
    title: 'deletes nothing when the list is forgotten',
    given: withTopic(),
    body: aboutClub(),
    error: 'GroupParameterNotValid',
    after: async world => expect(await topicsNow(world, world.administrator)).toHaveLength(1),
  },
  onlyLeaders(world => ({ TopicIdList: [topicId(world)] })),
  ...topicRefusals({ TopicIdList: ['t'] }),
];

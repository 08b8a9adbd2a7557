import * as z from 'zod';
import { command } from './command.ts';
import { groupId, muteAllFields, namesGroup, permissionMask } from './group-schemas.ts';
import { uint32, userId } from './ids.ts';

const texts = {
  CustomString: z.string().optional(),
  FaceUrl: z.string().optional(),
  Notification: z.string().optional(),
  Introduction: z.string().optional(),
  /** What every member may in it beside what it may in the whole community. */
  DefaultPermissions: permissionMask.optional(),
};

const made = { GroupId: groupId, TopicName: z.string(), TopicId: z.string().optional(), ...texts };

/** What may be wrong with a community, or with what is said of a topic. */
const everyTopic = [...namesGroup, 'GroupNotPermitted', 'CommunityOff'] as const;

const topicResult = { ErrorCode: z.int(), ErrorInfo: z.string() };

/** A topic and what the account is in it (contract: group-commands.md 8.3). */
const topicEntry = z.object({
  ...topicResult,
  SelfInfo: z.looseObject({ ShutUpTime: z.int(), MsgSeq: z.int(), MsgFlag: z.string() }).optional(),
  TopicInfo: z.looseObject({ TopicId: z.string() }),
});
export type TopicEntry = z.input<typeof topicEntry>;

/** Commands about the topics of communities (contract: group-commands.md 8). */
export const topicCommands = {
  create_topic: command({
    summary: 'Makes a topic in a community.',
    source: 'group-commands.md 8.1',
    caller: 'user',
    body: z.object({ ...made, From_Account: userId.optional() }),
    reply: z.object({ TopicId: z.string() }),
    errors: [...everyTopic, 'GroupIdTakenByCaller', 'TooManyGroupsOfAccount'],
  }),
  modify_topic: command({
    summary: 'Changes what a topic is called and looks like, and whether only its leaders may speak.',
    source: 'group-commands.md 8.2',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      TopicId: z.string(),
      TopicName: z.string().optional(),
      From_Account: userId.optional(),
      ...texts,
      ...muteAllFields,
    }),
    reply: z.object({}),
    successText: 'ok',
    errors: [...everyTopic],
  }),
  get_topic: command({
    summary: 'Reads the topics of a community, and how far an account has read them.',
    source: 'group-commands.md 8.3',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      From_Account: userId.optional(),
      TopicIdList: z.array(z.string()).max(200).optional(),
      ResponseFilter: z.array(z.string()).optional(),
      /** With `NoUnreadSeqList`: also the last message, where the account was named, and what behind its position does not count. */
      MemberInfoFilter: z.array(z.string()).optional(),
    }),
    reply: z.object({ TopicAndSelfInfo: z.array(topicEntry) }),
    successText: 'ok',
    errors: [...everyTopic],
  }),
  destroy_topic: command({
    summary:
      'Deletes topics of a community; an empty list: all of them, which is how published clients ask for it.',
    source: 'group-commands.md 8.4',
    caller: 'user',
    body: z.object({ GroupId: groupId, TopicIdList: z.array(z.string()).max(200) }),
    reply: z.object({
      /** 0, or 110003 for one that is not there any more. */
      DestroyResultItem: z.array(z.object({ TopicId: z.string(), ...topicResult })),
    }),
    successText: 'ok',
    errors: [...everyTopic],
  }),
} as const;

/** The command that brings a topic from elsewhere, in the service of other imports. */
export const topicImportCommands = {
  import_topic: command({
    summary: 'Makes a topic that was made elsewhere; nobody is told.',
    source: 'group-commands.md 8.5',
    caller: 'admin',
    body: z.object({ ...made, Type: z.string().optional(), CreateTime: uint32.optional() }),
    reply: z.object({ TopicId: z.string() }),
    errors: [...everyTopic, 'GroupIdTaken', 'TooManyGroupsOfAccount'],
  }),
} as const;

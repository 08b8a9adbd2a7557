import type { PushedEvent } from '../../../support/socket-client.ts';
import { hikers, historyOf, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn, textBody } from '../../messages.ts';
import { modifying } from '../../topic-messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const change =
  (more: object = {}) =>
  (world: World): object => ({
    GroupId: hikers(world),
    MsgSeq: 1,
    MsgBody: textBody('at two'),
    ...more,
  });

const said = async (world: World, ...others: readonly string[]): Promise<void> => {
  await logsIn(world, 'ben');
  await inGroup('Public', ...others)(world);
  await says(world, 'ana', 'at one', { CloudCustomData: 'kept' });
};

const isModification = (event: PushedEvent) => 'GroupMsgModNotifys' in event;
const asMe = { as: 'me', only: { door: 'socket', reason: 'a client may less' } } as const;

export const unreachable: Unreachable = {
  ModifiedAtOnce: 'two at the same instant; test/storage/group-changes.test.ts brings it about',
};

export const cases: readonly WireCase[] = [
  {
    title: 'replaces the elements and tells the group',
    given: world => said(world),
    body: change(),
    reply: { ErrorInfo: 'succeed', MsgVersion: 1, MsgBody: textBody('at two'), CloudCustomData: 'kept' },
    after: async world => {
      const event = await clientOf(world, 'ben').push(isModification);
      expect(event).toMatchObject({
        GroupMsgModNotifys: [
          {
            GroupId: hikers(world),
            From_Account: world.name('ana'),
            MsgSeq: 1,
            MsgVersion: 1,
            MsgBody: textBody('at two'),
            CloudCustomData: 'kept',
          },
        ],
      });
      expect(await historyOf(world)).toMatchObject([{ MsgBody: textBody('at two'), MsgVersion: 1 }]);
    },
  },
  {
    title: 'replaces the custom data alone',
    given: world => said(world),
    body: change({ MsgBody: undefined, CloudCustomData: 'new' }),
    reply: { MsgVersion: 1, MsgBody: textBody('at one'), CloudCustomData: 'new' },
  },
  {
    title: 'shows who comes too late what the message holds',
    given: async world => {
      await said(world);
      await world.admin('openim.modify_group_msg', change({ MsgBody: textBody('at three') })(world));
    },
    body: change({ MsgVersion: 0 }),
    error: 'ModificationOutdated',
    reply: { MsgVersion: 1, MsgBody: textBody('at three') },
  },
  {
    ...asMe,
    title: 'lets a member modify its own message',
    given: async world => {
      await inGroup('Public', 'me')(world);
      await says(world, 'me', 'at one');
    },
    body: change({ MsgVersion: 0, TopicId: undefined }),
    reply: { MsgVersion: 1 },
  },
  {
    ...asMe,
    title: 'refuses a member to modify what others said',
    given: world => said(world, 'me'),
    body: change(),
    error: 'MessageAccountNotValid',
  },
  {
    ...asMe,
    title: 'refuses who is no member',
    given: world => said(world),
    body: change(),
    error: 'MessageAccountNotValid',
  },
  {
    title: 'refuses a message that was recalled',
    given: async world => {
      await said(world);
      const body = { GroupId: hikers(world), MsgSeqList: [{ MsgSeq: 1 }] };
      await world.admin('group_open_http_svc.group_msg_recall', body);
    },
    body: change(),
    error: 'ModifiedMessageNotFound',
  },
  { title: 'refuses a group that does not exist', body: change(), error: 'ModifiedMessageNotFound' },
  {
    title: 'refuses a live room, which keeps nothing',
    given: async world => {
      await inGroup('AVChatRoom')(world);
      await says(world, 'ana', 'at one');
    },
    body: change(),
    error: 'ModifiedMessageNotFound',
  },
  {
    title: 'needs something to change',
    given: world => said(world),
    body: change({ MsgBody: undefined }),
    error: 'MessageFormatNotValid',
  },
  {
    title: 'needs the number of the message',
    body: change({ MsgSeq: undefined }),
    error: 'MessageSeqNotValid',
  },
  { title: 'needs a list of elements', body: change({ MsgBody: 'at two' }), error: 'MessageBodyNotArray' },
  {
    title: 'needs elements of known kinds',
    body: change({ MsgBody: [{ MsgType: 'Text', MsgContent: {} }] }),
    error: 'MessageElementNotValid',
  },
  {
    title: 'takes no more than 12 KB',
    given: world => said(world),
    body: change({ MsgBody: textBody('x'.repeat(12 * 1024)) }),
    error: 'MessageTooLong',
  },
  ...modifying,
];

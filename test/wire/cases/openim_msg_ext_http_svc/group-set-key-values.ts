import type { PushedEvent } from '../../../support/socket-client.ts';
import { pair } from '../../extensions.ts';
import { hikers, inGroup, says } from '../../group-messages.ts';
import { clientOf, logsIn } from '../../messages.ts';
import type { Unreachable, WireCase, World } from '../../wire-case.ts';

const change =
  (more: object = {}) =>
  (world: World) => ({
    GroupId: hikers(world),
    MsgSeq: 1,
    OperateType: 1,
    ExtensionList: [pair('ana', 'yes')],
    ...more,
  });

const poll =
  (...others: readonly string[]) =>
  async (world: World): Promise<void> => {
    await logsIn(world, 'ben');
    await inGroup('Public', ...others)(world);
    await says(world, 'ana', 'dinner?', { SupportMessageExtension: 1 });
    await says(world, 'ana', 'no poll');
  };

const isChange = (event: PushedEvent) => 'MsgExtensionNotify' in event;

export const unreachable: Unreachable = {
  ExtensionRateExceeded: 'needs 200 changes in a minute; held by test/storage/extensions.test.ts',
};

export const cases: readonly WireCase[] = [
  {
    title: 'sets keys, says which number each has, and tells the group',
    given: poll(),
    body: change(),
    reply: { ExtensionList: [{ ErrorCode: 0, Extension: { Key: 'ana', Value: 'yes', Seq: 1 } }] },
    after: async world => {
      expect(await clientOf(world, 'ben').push(isChange)).toMatchObject({
        MsgExtensionNotify: {
          MsgOptType: 1,
          ExtensionGroupMsgInfo: { GroupId: hikers(world), MsgSeq: 1, From_Account: world.name('ana') },
          SetKVInfo: [{ MsgKeyValue: [{ Key: 'ana', Value: 'yes', Seq: 1 }] }],
        },
      });
    },
  },
  {
    title: 'lets a member know when it was not the first',
    as: 'me',
    only: { door: 'socket', reason: 'a backend insists' },
    given: async world => {
      await poll('me')(world);
      await world.admin('openim_msg_ext_http_svc.group_set_key_values', change()(world));
    },
    body: change({ ExtensionList: [pair('ana', 'no')] }),
    reply: { ExtensionList: [{ ErrorCode: 23001, Extension: { Key: 'ana', Value: 'yes', Seq: 1 } }] },
  },
  {
    title: 'deletes keys by their names alone',
    given: async world => {
      await poll()(world);
      await world.admin('openim_msg_ext_http_svc.group_set_key_values', change()(world));
    },
    body: change({ OperateType: 2, ExtensionList: [{ Key: 'ana' }] }),
    reply: { ExtensionList: [{ ErrorCode: 0, Extension: { Key: 'ana', Value: '', Seq: 2 } }] },
  },
  {
    title: 'clears all keys',
    given: async world => {
      await poll()(world);
      await world.admin('openim_msg_ext_http_svc.group_set_key_values', change()(world));
    },
    body: world => ({ GroupId: hikers(world), MsgSeq: 1, OperateType: 3 }),
    reply: { ExtensionList: [] },
  },
  {
    title: 'is for messages that were sent for it',
    given: poll(),
    body: change({ MsgSeq: 2 }),
    error: 'ExtensionsNotSupported',
  },
  { title: 'needs a message', given: poll(), body: change({ MsgSeq: 9 }), error: 'ExtendedMessageNotFound' },
  {
    title: 'is for members',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: poll(),
    body: change(),
    error: 'GroupNotPermitted',
  },
  {
    title: 'is not for live rooms',
    given: inGroup('AVChatRoom'),
    body: change(),
    error: 'GroupNotPermitted',
  },
  {
    title: 'needs keys',
    given: poll(),
    body: change({ ExtensionList: [] }),
    error: 'GroupParameterNotValid',
  },
  { title: 'needs an id that a group can have', body: change({ GroupId: 'ñ' }), error: 'GroupIdNotValid' },
  { title: 'needs a group', body: change(), error: 'GroupNotFound' },
  {
    title: 'knows no topics',
    settings: { communities: false, messageExtensions: true },
    given: poll(),
    body: change({ TopicId: 't' }),
    error: 'CommunityOff',
  },
  {
    title: 'is off unless it is switched on',
    settings: { messageExtensions: false },
    given: poll(),
    body: change(),
    error: 'MessageExtensionsOff',
  },
];

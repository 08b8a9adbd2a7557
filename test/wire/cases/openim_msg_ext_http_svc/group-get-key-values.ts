import { pair } from '../../extensions.ts';
import { hikers, inGroup, says } from '../../group-messages.ts';
import type { WireCase, World } from '../../wire-case.ts';

const asked =
  (more: object = {}) =>
  (world: World) => ({ GroupId: hikers(world), MsgSeq: 1, ...more });

const polled = async (world: World): Promise<void> => {
  await inGroup()(world);
  await says(world, 'ana', 'dinner?', { SupportMessageExtension: 1 });
  for (const one of [pair('ana', 'yes'), pair('ben', 'no')])
    await world.admin('openim_msg_ext_http_svc.group_set_key_values', {
      ...asked()(world),
      OperateType: 1,
      ExtensionList: [one],
    });
};

export const cases: readonly WireCase[] = [
  {
    title: 'has every key by its number',
    given: polled,
    body: asked(),
    reply: {
      CompleteFlag: 1,
      LatestSeq: 2,
      ClearSeq: 0,
      ExtensionList: [pair('ana', 'yes', 1), pair('ben', 'no', 2)],
    },
  },
  {
    title: 'begins at a number',
    given: polled,
    body: asked({ StartSeq: 2 }),
    reply: { ExtensionList: [pair('ben', 'no', 2)] },
  },
  { title: 'needs a message', given: polled, body: asked({ MsgSeq: 9 }), error: 'ExtendedMessageNotFound' },
  {
    title: 'is for members',
    as: 'me',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: polled,
    body: asked(),
    error: 'GroupNotPermitted',
  },
  {
    title: 'needs the number of a message',
    given: polled,
    body: asked({ MsgSeq: 0 }),
    error: 'GroupParameterNotValid',
  },
  { title: 'needs an id that a group can have', body: asked({ GroupId: 'ñ' }), error: 'GroupIdNotValid' },
  { title: 'needs a group', body: asked(), error: 'GroupNotFound' },
  {
    title: 'knows no topics',
    settings: { communities: false, messageExtensions: true },
    given: polled,
    body: asked({ TopicId: 't' }),
    error: 'CommunityOff',
  },
  {
    title: 'is off unless it is switched on',
    settings: { messageExtensions: false },
    given: inGroup(),
    body: asked(),
    error: 'MessageExtensionsOff',
  },
];

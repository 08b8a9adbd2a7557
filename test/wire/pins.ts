import type { SocketClient } from '../support/socket-client.ts';
import { hikers, inGroup, says } from './group-messages.ts';
import { tipAt } from './groups.ts';
import { clientOf } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

/** A body about a message of the group. */
export const ofHikers =
  (more: object = {}) =>
  (world: World): object => ({ GroupId: hikers(world), ...more });

/** Numbers of what is pinned in the group, as everybody may ask. */
export const pinsIn = async (world: World, more: object = {}): Promise<readonly number[]> => {
  const reply = await world.admin('group_open_http_svc.get_pinned_messages', {
    ...ofHikers(more)(world),
  });
  return (reply.PinnedMsgList as readonly { MsgSeq: number }[]).map(({ MsgSeq }) => MsgSeq);
};

/** Pins a message as the application's administrator. */
export const pins = (world: World, MsgSeq: number, more: object = {}) =>
  world.admin('group_open_http_svc.pin_message', ofHikers({ MsgSeq, ...more })(world));

/** A group in which `ana` has said some things. */
export const inTalk =
  (said: number, ...others: readonly string[]) =>
  async (world: World): Promise<void> => {
    await inGroup('Public', ...others)(world);
    for (let i = 1; i <= said; i += 1) await says(world, 'ana', `text ${i}`);
  };

/** Waits until a client is told of a pin, 16, or that it is gone, 17. */
export const pinTip = (world: World, short: string, kind: 16 | 17) =>
  tipAt(clientOf(world, short) as SocketClient, kind);

/** What every command about what is pinned refuses. */
export const pinRefusals = (MsgSeq?: number): readonly WireCase[] => {
  const body = (more: object) => ofHikers({ ...(MsgSeq && { MsgSeq }), ...more });
  return [
    { title: 'does not know a group that does not exist', body: body({}), error: 'GroupNotFound' },
    { title: 'refuses an id that no group can have', body: body({ GroupId: 'é' }), error: 'GroupIdNotValid' },
    {
      title: 'refuses a topic where there are none',
      settings: { communities: false },
      given: inGroup(),
      body: body({ TopicId: 't' }),
      error: 'CommunityOff',
    },
    {
      title: 'is not for strangers',
      as: 'me',
      only: { door: 'socket', reason: 'an administrator of the application is no stranger' },
      given: inTalk(1),
      body: body({}),
      error: 'GroupNotPermitted',
    },
  ];
};

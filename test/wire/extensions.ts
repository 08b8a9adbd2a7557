import { logsIn, sends } from './messages.ts';
import type { Reply, World } from './wire-case.ts';

/** Ana has sent Ben, who is logged in, a message that may be extended. */
export const extensible = async (world: World): Promise<void> => {
  await world.account('ana');
  await logsIn(world, 'ben');
  await sends(world, 'ana', 'ben', 'dinner?', { MsgSeq: 71, SupportMessageExtension: 1 });
};

/** Names that message. */
export const thatMessage =
  (more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name('ana'),
    To_Account: world.name('ben'),
    MsgKey: world.kept<Reply>('dinner?').MsgKey,
    ...more,
  });

/** A pair as it is set. */
export const pair = (Key: string, Value: unknown, Seq = 0) => ({ Key, Value, Seq });

/** As an administrator, whatever the keys hold. */
export const sets = (world: World, ...ExtensionList: readonly object[]): Promise<Reply> =>
  world.admin(
    'openim_msg_ext_http_svc.set_key_values',
    thatMessage({ OperateType: 1, ExtensionList })(world),
  );

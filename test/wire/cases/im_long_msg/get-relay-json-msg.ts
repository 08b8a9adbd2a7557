import { talk } from '../../merged.ts';
import type { Reply, WireCase, World } from '../../wire-case.ts';

const saves = async (world: World, MsgList: readonly object[]): Promise<void> =>
  world.keep('list', await world.admin('im_long_msg.save_relay_json_msg', { MsgList }));
const byKey = (world: World) => ({ JsonMsgKey: world.kept<Reply>('list').JsonMsgKey });

export const cases: readonly WireCase[] = [
  {
    title: 'gives the messages to whoever has the key',
    as: 'me',
    given: world => saves(world, talk(40, 300)),
    body: byKey,
    reply: { MsgList: talk(40, 300) },
  },
  {
    title: 'gives as many as fit into one answer on a socket',
    as: 'me',
    given: world => saves(world, talk(10, 11_750)),
    body: byKey,
    reply: { MsgList: talk(10, 11_750) },
  },
  {
    title: 'gives nobody anything who is not logged in',
    as: 'nobody',
    only: { door: 'socket', reason: 'over REST an administrator calls' },
    given: world => saves(world, talk(2)),
    body: byKey,
    error: 'MessageAuthFailed',
  },
  { title: 'finds nothing under another key', body: { JsonMsgKey: 'x' }, error: 'MessageNotFound' },
  { title: 'needs a key', body: { JsonMsgKey: '' }, error: 'MessageKeyNotValid' },
];

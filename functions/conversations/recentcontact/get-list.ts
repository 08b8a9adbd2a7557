import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { listOf } from '../list-of.ts';

type Spec = typeof recentcontact.commands.get_list;

/** Reads the conversation list without texts; the longest list fits into one answer. */
export const getList: Handler<Spec, TablePorts & Shared> = async (body, context, deps) => {
  const now = Math.floor(deps.clock.now() / 1000);
  const { chats } = await listOf(body.From_Account, context, deps);
  return {
    SessionItem: chats.map(({ peer, last }) => ({
      Type: 1,
      To_Account: peer,
      MsgTime: last.time,
      TopFlag: 0,
    })),
    CompleteFlag: 1,
    TimeStamp: now,
    StartIndex: 0,
    TopTimeStamp: now,
    TopStartIndex: 0,
  };
};

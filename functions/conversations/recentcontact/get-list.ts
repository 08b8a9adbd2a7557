import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { listPage } from '../list-of.ts';

type Spec = typeof recentcontact.commands.get_list;

/** Reads the conversation list without texts; with default settings it fits into one answer. */
export const getList: Handler<Spec, TablePorts & Shared> = async (body, context, deps) =>
  listPage(body, context, deps, async (_, chats) =>
    chats.map(({ peer, time, pinned }) => ({
      Type: 1 as const,
      To_Account: peer,
      MsgTime: time,
      TopFlag: pinned ? (1 as const) : (0 as const),
    })),
  );

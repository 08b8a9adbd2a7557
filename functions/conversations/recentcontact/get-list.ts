import type * as z from 'zod';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { plainConversation } from '../../../lib/protocol/conversation-schemas.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { listPage, type OnWire } from '../list-of.ts';

type Spec = typeof recentcontact.commands.get_list;

const topFlag = (pinned: boolean) => (pinned ? (1 as const) : (0 as const));

const onWire: OnWire<z.input<typeof plainConversation>> = {
  chats: async (_, chats) =>
    chats.map(({ peer, time, pinned }) => ({
      Type: 1,
      To_Account: peer,
      MsgTime: time,
      TopFlag: topFlag(pinned),
    })),
  group: ({ group, last, second, pinned }) => ({
    Type: 2,
    GroupId: group.group,
    MsgTime: last?.time ?? second,
    TopFlag: topFlag(pinned),
  }),
};

/** Reads the conversation list without texts; with default settings it fits into one answer. */
export const getList: Handler<Spec, TablePorts & Shared> = (body, context, deps) =>
  listPage(body, context, deps, onWire);

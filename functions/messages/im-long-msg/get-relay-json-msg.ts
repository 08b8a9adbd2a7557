import { readMergedList } from '../../../lib/domain/message/merged-list.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imLongMsg } from '../../../lib/protocol/services/im_long_msg.ts';

type Spec = typeof imLongMsg.commands.get_relay_json_msg;

/** Reads a list for whoever has its key and belongs to the application. */
export const getRelayJsonMsg: Handler<Spec, TablePorts> = async (
  body,
  { application },
  { table, clock },
) => ({
  MsgList: [...(await readMergedList(table, application, body.JsonMsgKey, clock.now()))],
});

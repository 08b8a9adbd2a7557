import { keepMergedList } from '../../../lib/domain/message/merged-list.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { imLongMsg } from '../../../lib/protocol/services/im_long_msg.ts';

type Spec = typeof imLongMsg.commands.save_relay_json_msg;

/** Keeps a list. Sent again it is kept twice, under two keys, until both expire. */
export const saveRelayJsonMsg: Handler<Spec, TablePorts> = async (
  body,
  { application },
  { table, clock },
) => {
  const name = await keepMergedList(table, application, body.MsgList, clock.now());
  return { JsonMsgKey: name, PbMsgKey: name };
};

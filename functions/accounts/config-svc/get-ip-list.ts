import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { configSvc } from '../../../lib/protocol/services/ConfigSvc.ts';

/**
 * Lists no address, whatever kind (`nettype` 0 to 6) is asked for: the addresses behind API Gateway and Lambda are AWS's
 * and change without notice, so that any list would sooner or later close a firewall on its owner.
 */
export const getIpList: Handler<typeof configSvc.commands.GetIPList, unknown> = async (_body, { call }) => {
  if (!/^[0-6]$/.test(call.parameters.nettype ?? '0')) {
    throw new Fault('RequestNotParsable', 'nettype is an integer from 0 to 6');
  }
  return { IPList: [] };
};

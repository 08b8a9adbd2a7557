import { changeExtensions, clearExtensions } from '../../../lib/domain/extension/change-extensions.ts';
import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import type { GroupDirectory } from '../../../lib/domain/group/group-directory.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import {
  type ExtensionChange,
  extensionsChanged,
  extensionsCleared,
} from '../../../lib/protocol/extension-pushes.ts';
import { operateTypes } from '../../../lib/protocol/extensions.ts';
import type { openimMsgExtHttpSvc } from '../../../lib/protocol/services/openim_msg_ext_http_svc.ts';
import { extendedIn, type FoundMessage, groupTarget, numberedMessage } from '../extended-group-message.ts';
import { wireExtension } from '../extended-message.ts';

type Spec = typeof openimMsgExtHttpSvc.commands.group_set_key_values;
type Deps = DeliveryPorts & Pick<Ports, 'queue'> & { readonly groups: GroupDirectory };

const tell = (deps: Deps, { call }: Context, { life, message }: FoundMessage, change: ExtensionChange) => {
  const { to, sender } = message;
  return tellGroup(deps, life, [change], {
    ...(to && { to: [...to, sender] }),
    ...(call.connection && { exceptConnection: call.connection }),
  });
};

/**
 * Changes the extensions of a message of a group and tells the group: 3 read units and 1 write unit while they are few, 1 request to
 * the queue. What was done already is told again: the first attempt may have ended before it did.
 */
export const groupSetKeyValues: Handler<Spec, Deps> = async (body, context, deps) => {
  const now = deps.clock.now();
  const found = await numberedMessage(body, context, deps);
  if (!found.message.extensible) throw new Fault('ExtensionsNotSupported');
  const extended = extendedIn(found);
  const target = groupTarget(found);
  if (body.OperateType === operateTypes.clear) {
    const cleared = await clearExtensions(deps.table, extended, now);
    await tell(deps, context, found, extensionsCleared(target, cleared));
    return { ExtensionList: [] };
  }
  const wanted = body.ExtensionList.map(({ Key: key, Value: value, Seq: seq }) => ({ key, value, seq }));
  const { account, admin } = context.caller;
  const outcomes = await changeExtensions(deps.table, extended, wanted, { account, insists: admin }, now);
  const done = outcomes.filter(({ conflict }) => !conflict).map(({ extension }) => wireExtension(extension));
  if (done.length > 0) await tell(deps, context, found, extensionsChanged(target, body.OperateType, done));
  return {
    ExtensionList: outcomes.map(({ conflict, extension }) => ({
      ErrorCode: conflict ? errors.ExtensionConflict.code : 0,
      Extension: wireExtension(extension),
    })),
  };
};

import {
  changeExtensions,
  clearExtensions,
  type Outcome,
} from '../../../lib/domain/extension/change-extensions.ts';
import { isVisibleTo } from '../../../lib/domain/message/history.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import {
  type ExtensionChange,
  extensionsChanged,
  extensionsCleared,
} from '../../../lib/protocol/extension-pushes.ts';
import { operateTypes } from '../../../lib/protocol/extensions.ts';
import type { openimMsgExtHttpSvc } from '../../../lib/protocol/services/openim_msg_ext_http_svc.ts';
import type { MessageItem } from '../../../lib/table/items.ts';
import { extendedBy, namedMessage, wireExtension } from '../extended-message.ts';
import { extendedTarget } from '../wire-message.ts';

type Spec = typeof openimMsgExtHttpSvc.commands.set_key_values;

const onWire = ({ conflict, extension }: Outcome) => ({
  ErrorCode: conflict ? errors.ExtensionConflict.code : 0,
  Extension: wireExtension(extension),
});

/** Tells the clients of both sides, of those who see the message. */
const tellBoth = (
  ports: DeliveryPorts,
  { application, call }: Context,
  message: MessageItem,
  change: ExtensionChange,
) =>
  Promise.all(
    [...new Set([message.receiver, message.sender])]
      .filter(account => isVisibleTo(message, account))
      .map(account => deliver(ports, application.id, account, [change], call.connection)),
  );

/**
 * Changes the extensions of a message and tells both sides: 4 read units and 1 write unit while they are few. What was done
 * already is told again: the first attempt may have ended before it did.
 */
export const setKeyValues: Handler<Spec, DeliveryPorts> = async (body, context, deps) => {
  const now = deps.clock.now();
  const message = await namedMessage(deps.table, body, context, now);
  if (!message.extensible) throw new Fault('ExtensionsNotSupported');
  const { id: app } = context.application;
  const extended = extendedBy(app, message);
  const target = extendedTarget(app, message);
  if (body.OperateType === operateTypes.clear) {
    const cleared = await clearExtensions(deps.table, extended, now);
    await tellBoth(deps, context, message, extensionsCleared(target, cleared));
    return { ExtensionList: [] };
  }
  const wanted = body.ExtensionList.map(({ Key: key, Value: value, Seq: seq }) => ({ key, value, seq }));
  const { account, admin } = context.caller;
  const author = { account, insists: admin };
  const outcomes = await changeExtensions(deps.table, extended, wanted, author, now);
  const told = outcomes.filter(({ conflict }) => !conflict).map(({ extension }) => wireExtension(extension));
  if (told.length > 0)
    await tellBoth(deps, context, message, extensionsChanged(target, body.OperateType, told));
  return { ExtensionList: outcomes.map(onWire) };
};

import { admissionOf } from '../../../lib/domain/message/admission.ts';
import { elementsOf } from '../../../lib/domain/message/content.ts';
import { modifyMessage } from '../../../lib/domain/message/modify.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { checkContent } from '../draft.ts';
import { outdated } from '../outdated.ts';
import { modificationEvent } from '../wire-message.ts';

type Spec = typeof openim.commands.modify_c2c_msg;

/**
 * Whether the other side is to know of a change: a client that is muted or blocked would else say in a message of last week what it may
 * not say in a new one.
 * @throws Fault SenderMuted, BlockedByReceiver
 */
const isHeard = async (
  other: UserId,
  { application, caller }: Context,
  { table, clock }: DeliveryPorts,
): Promise<boolean> => {
  if (caller.admin) return true;
  const parties = { sender: caller.account, receiver: other };
  const { muted, tie } = await admissionOf(table, application.id, parties, Math.floor(clock.now() / 1000));
  if (muted) throw new Fault('SenderMuted');
  if (tie.blockedBy && !application.settings.blockedSeesSuccess) throw new Fault('BlockedByReceiver');
  return !tie.blockedBy;
};

/** Replaces what a message holds, and tells both sides: 1 read and 6 write units up to 1 KB; a client reads 1 more. */
export const modifyC2cMsg: Handler<Spec, DeliveryPorts> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const { From_Account: sender, To_Account: receiver, key, MsgVersion: version } = body;
  if (!caller.admin && ![sender, receiver].includes(caller.account))
    throw new Fault('MessageAccountNotValid');
  if (body.MsgBody === undefined && body.CloudCustomData === undefined)
    throw new Fault('MessageFormatNotValid');
  checkContent({ body: body.MsgBody ?? [], cloudCustomData: body.CloudCustomData }, context);

  if (!(await isHeard(caller.account === sender ? receiver : sender, context, deps))) {
    return {
      MsgVersion: (version ?? 0) + 1,
      MsgBody: body.MsgBody ?? [],
      CloudCustomData: body.CloudCustomData ?? '',
    };
  }

  const { id: app } = application;
  const change = { body: body.MsgBody, cloudCustomData: body.CloudCustomData, version };
  const wanted = { app, sender, receiver, key, ...change };
  const { message, done } = await modifyMessage(deps.table, wanted, deps.clock.now());
  if (done) {
    const event = modificationEvent(app, message);
    const accounts = new Set([receiver, sender]);
    await Promise.all([...accounts].map(account => deliver(deps, app, account, [event], call.connection)));
  }
  return {
    ...(!done && outdated),
    MsgVersion: message.version ?? 0,
    MsgBody: elementsOf(message),
    CloudCustomData: message.cloudCustomData ?? '',
  };
};

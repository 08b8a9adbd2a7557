import { tellGroup } from '../../../lib/domain/fan-out/ring.ts';
import type { GroupDirectory } from '../../../lib/domain/group/group-directory.ts';
import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { actorIn } from '../../../lib/domain/group/standing.ts';
import { modifiable, modifyGroupMessage } from '../../../lib/domain/group-log/modify-message.ts';
import { elementsOf, pushedGroupModification } from '../../../lib/domain/group-log/pushed-message.ts';
import { storedBody } from '../../../lib/domain/message/content.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Application } from '../../../lib/kernel/application.ts';
import type { Context, Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { openim } from '../../../lib/protocol/services/openim.ts';
import { checkContent } from '../draft.ts';
import { outdated } from '../outdated.ts';

type Spec = typeof openim.commands.modify_group_msg;
type Deps = DeliveryPorts & Pick<Ports, 'queue'> & { readonly groups: GroupDirectory };

/** Who may modify messages of others. */
const editors = ['App', 'Owner', 'Admin'];

/** The group that is meant, or its topic; undefined when there is none. */
const place = async (
  groups: GroupDirectory,
  application: Application,
  { GroupId, TopicId }: { readonly GroupId: string; readonly TopicId?: string | undefined },
) => {
  try {
    return await groups.expectPlace(application, GroupId, TopicId);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
};

/** The message to modify, and its group, for who may. @throws Fault ModifiedMessageNotFound, MessageAccountNotValid */
const find = async (
  body: { readonly GroupId: string; readonly MsgSeq: number; readonly TopicId?: string | undefined },
  { application, caller }: Context,
  { table, clock, groups }: Deps,
) => {
  const group = await place(groups, application, body);
  if (!group || group.type === 'AVChatRoom') throw new Fault('ModifiedMessageNotFound');
  const life = lifeOf(application.id, group);
  const [actor, message] = await Promise.all([
    actorIn(table, group, life, caller),
    modifiable(table, life, body.MsgSeq, clock.now()),
  ]);
  const own = actor.member !== undefined && message.sender === actor.account;
  if (!own && !editors.includes(actor.standing)) throw new Fault('MessageAccountNotValid');
  return { group, life, message };
};

/** Replaces what a message of a group holds, and tells the group: 2 read and 3 write units up to 1 KB, 1 request to the queue. */
export const modifyGroupMsg: Handler<Spec, Deps> = async (body, context, deps) => {
  if (body.MsgBody === undefined && body.CloudCustomData === undefined)
    throw new Fault('MessageFormatNotValid');
  checkContent({ body: body.MsgBody ?? [], cloudCustomData: body.CloudCustomData }, context);
  const { group, life, message: before } = await find(body, context, deps);
  const change = {
    body: body.MsgBody && storedBody(body.MsgBody),
    cloudCustomData: body.CloudCustomData,
    version: body.MsgVersion,
  };
  const { message, done } = await modifyGroupMessage(deps.table, life, before, change, deps.clock.now());
  if (done) {
    const event = {
      Event: 18,
      GroupMsgModNotifys: [pushedGroupModification(life.app, group, message)],
    } as const;
    const { to, sender } = message;
    const except = context.call.connection && { exceptConnection: context.call.connection };
    await tellGroup(deps, life, [event], { ...(to && { to: [...to, sender] }), ...except });
  }
  return {
    ...(!done && outdated),
    MsgVersion: message.version ?? 0,
    MsgBody: elementsOf(message),
    CloudCustomData: message.cloudCustomData ?? '',
  };
};

import type { ExtendedMessage } from '../../lib/domain/extension/extensions.ts';
import type { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import { lifeOf } from '../../lib/domain/group/group-store.ts';
import { checkType } from '../../lib/domain/group/refused-commands.ts';
import { actorIn } from '../../lib/domain/group/standing.ts';
import { messageOf } from '../../lib/domain/group-log/log-store.ts';
import { identityOf } from '../../lib/domain/group-log/pushed-message.ts';
import type { TablePorts } from '../../lib/domain/program.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { ExtendedGroupMessage } from '../../lib/protocol/extension-pushes.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';

/** How a body names a message of a group. */
interface Numbered {
  readonly GroupId: string;
  readonly MsgSeq: number;
  readonly TopicId?: string | undefined;
}

/** A message of a group, with its group. */
export interface FoundMessage {
  readonly group: GroupItem;
  readonly life: GroupLife;
  readonly message: GroupMessageItem;
}

/**
 * The message of a group whose extensions are meant, for members and administrators: 2 read units.
 * @throws Fault MessageExtensionsOff, GroupIdNotValid, GroupNotFound, GroupNotPermitted, CommunityOff, ExtendedMessageNotFound
 */
export const numberedMessage = async (
  { GroupId, MsgSeq, TopicId }: Numbered,
  { application, caller }: Context,
  { table, clock, groups }: TablePorts & { readonly groups: GroupDirectory },
): Promise<FoundMessage> => {
  const { id: app, settings } = application;
  if (!settings.messageExtensions) throw new Fault('MessageExtensionsOff');
  const group = await groups.expectPlace(application, GroupId, TopicId);
  checkType('group_message_extensions', group.type);
  const life = lifeOf(app, group);
  const [actor, message] = await Promise.all([
    actorIn(table, group, life, caller),
    messageOf(table, life, MsgSeq, clock.now()),
  ]);
  if (actor.standing === 'NotMember') throw new Fault('GroupNotPermitted');
  const { to, sender, tip, gone, recalledBy } = message ?? {};
  const seen = actor.standing === 'App' || !to || sender === actor.account || to.includes(actor.account);
  if (!message || tip || gone || recalledBy || !seen) throw new Fault('ExtendedMessageNotFound');
  return { group, life, message };
};

/** A message of a group as what is extended. */
export const extendedIn = ({ life, message: { PK, SK, ExpiresAt } }: FoundMessage): ExtendedMessage => ({
  app: life.app,
  message: { PK, SK },
  expiresAt: ExpiresAt,
});

/** The message as clients know it. */
export const groupTarget = ({
  group,
  life,
  message,
}: FoundMessage): { readonly TinyId: string; readonly ExtensionGroupMsgInfo: ExtendedGroupMessage } => {
  const { TinyId, ...identity } = identityOf(life.app, message);
  return { TinyId, ExtensionGroupMsgInfo: { ...identity, GroupId: group.group } };
};

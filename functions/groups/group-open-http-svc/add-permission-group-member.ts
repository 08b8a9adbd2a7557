import { addPermitted, type Permitting } from '../../../lib/domain/permission/permitted-members.ts';
import { topicPermissionsOf } from '../../../lib/domain/permission/topic-permissions.ts';
import { topicsOf } from '../../../lib/domain/topic/topic-store.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { type ErrorName, errors } from '../../../lib/protocol/errors.ts';
import type { permissionGroupCommands } from '../../../lib/protocol/permission-group-commands.ts';
import { permissionChange } from '../../../lib/protocol/permission-pushes.ts';
import type { GroupDeps } from '../deps.ts';
import { type PermissionGroupCall, permissionGroupCall } from '../permission-call.ts';
import { checkGift, checkTopicGifts, masksOfActor, type TopicGift } from '../permission-gifts.ts';
import { tellPermissions } from '../tell-permissions.ts';

type Spec = typeof permissionGroupCommands.add_permission_group_member;

const faults: Readonly<Record<Exclude<Permitting, 'added'>, ErrorName>> = {
  already: 'AlreadyGroupMember',
  noMember: 'GroupParameterNotValid',
  full: 'PermissionGroupFull',
  groupGone: 'PermissionGroupNotFound',
};

/** Who comes into a permission group gets all it gives, also in topics. @throws Fault GroupNotPermitted */
const checkWhole = async (deps: GroupDeps, called: PermissionGroupCall): Promise<void> => {
  const { life, actor, permissionGroup } = called;
  if (!actor.masks) return;
  checkGift(actor, { to: permissionGroup.permission });
  const [topics, given] = await Promise.all([
    topicsOf(deps.table, life),
    topicPermissionsOf(deps.table, life, permissionGroup),
  ]);
  const gifts = given.flatMap(({ topic, born, permission: to }): readonly TopicGift[] => {
    const there = topics.find(one => one.topic === topic && one.born === born);
    return there ? [{ topic: there, to }] : [];
  });
  const masks = await masksOfActor(
    deps,
    called,
    gifts.map(({ topic }) => topic),
  );
  checkTopicGifts(masks, gifts);
};

/** Puts members into a permission group and tells everyone in the community; `addPermitted` says what it costs. */
export const addPermissionGroupMember: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const called = await permissionGroupCall(body, 'managePermissionMembers', context, deps);
  await checkWhole(deps, called);
  const { group, life, permissionGroup } = called;
  const accounts = [...new Set(body.MemberList.map(({ Member_Account }) => Member_Account))];
  const results = await addPermitted(deps.table, life, permissionGroup, accounts);
  const added = accounts.filter(account => results.get(account) === 'added');
  if (added.length > 0)
    await tellPermissions(
      { deps, context, group },
      {
        OpType: permissionChange.membersAdded,
        PermissionGroupId: permissionGroup.id,
        List_Account: added,
      },
    );
  return {
    MemberList: accounts.map(account => {
      const result = results.get(account) ?? 'noMember';
      return { Member_Account: account, Result: result === 'added' ? 0 : errors[faults[result]].code };
    }),
  };
};

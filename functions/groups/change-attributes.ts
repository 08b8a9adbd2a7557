import { tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { attributesEvent } from '../../lib/domain/group-attributes/attribute-event.ts';
import { changeAttributes } from '../../lib/domain/group-attributes/attribute-store.ts';
import {
  type AttributeChange,
  checkLengths,
  type GroupAttributes,
} from '../../lib/domain/group-attributes/attributes.ts';
import { kindOf } from '../../lib/domain/group-log/kind.ts';
import type { Context } from '../../lib/kernel/call.ts';
import type { GroupDeps } from './deps.ts';
import { presentCall } from './present-call.ts';

/** How a client says that it wants to notice other writers. */
const notices = 'RaceConflict';

interface AttributeBody {
  readonly GroupId: string;
  readonly GroupAttr?: readonly { readonly key: string; readonly value?: string | undefined }[];
  readonly AttrMainSeq?: number | undefined;
  readonly AttrControl?: readonly string[] | undefined;
}

/** Under which numbers the attributes stand that a change names; those that it took away have the number of the change. */
const numbersOf = (keys: readonly { readonly key: string }[], { main, attributes }: GroupAttributes) =>
  keys.map(({ key }) => ({ key, seq: attributes.find(one => one.key === key)?.seq ?? main }));

/**
 * Changes the attributes of a group and tells everyone in it: 1 read unit for each begun 4 KB and 1 write unit for each begun KB of
 * them, and 1 request to the queue.
 * @throws Fault GroupIdNotValid, GroupNotFound, GroupNotPermitted, and what `changeAttributes` and `checkLengths` throw
 */
export const attributeReply = async (
  body: AttributeBody,
  change: AttributeChange,
  context: Context,
  deps: GroupDeps,
  check: (call: Awaited<ReturnType<typeof presentCall>>) => void = () => undefined,
) => {
  checkLengths(body.GroupAttr ?? []);
  const called = await presentCall(body, context, deps);
  check(called);
  const { group, life, actor } = called;
  const seen = body.AttrControl?.includes(notices) ? (body.AttrMainSeq ?? 0) : undefined;
  const now = deps.clock.now();
  const after = await changeAttributes(deps.table, life, { change, seen }, now);
  const event = attributesEvent(group, actor.account, change, after, now);
  await tellGroup(deps, life, [event], {
    kind: kindOf(group.type),
    exceptConnection: context.call.connection,
  });
  return { AttrMainSeq: after.main, GroupAttr: numbersOf(body.GroupAttr ?? [], after) };
};

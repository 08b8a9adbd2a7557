import { checkType } from '../../lib/domain/group/refused-commands.ts';
import { storedName } from '../../lib/domain/group-counters/counter-changes.ts';
import { wireValue } from '../../lib/domain/group-counters/counter-event.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { GroupCountersItem } from '../../lib/table/group-items.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';
import { presentCall } from './present-call.ts';

/**
 * The group whose counters a call is about, for who is in it and administrators of the application: 1 read unit for a client.
 * @throws Fault GroupPlanTooLow, GroupIdNotValid, GroupNotFound, GroupNotPermitted
 */
export const counterCall = async (
  body: { readonly GroupId: string },
  context: Context,
  deps: GroupDeps,
): Promise<GroupCall> => {
  if (!context.application.settings.groupCounters)
    throw new Fault(
      'GroupPlanTooLow',
      'counters are off; an administrator can switch the setting groupCounters on',
    );
  const called = await presentCall(body, context, deps);
  checkType('group_counter', called.group.type);
  return called;
};

/** Those of the named counters that there are, as the wire writes them. */
export const countersOnWire = ({ counters }: Pick<GroupCountersItem, 'counters'>, named: readonly string[]) =>
  named.flatMap(Key => {
    const value = Object.hasOwn(counters, storedName(Key)) ? counters[storedName(Key)] : undefined;
    return value === undefined ? [] : [{ Key, Value: wireValue(value) }];
  });

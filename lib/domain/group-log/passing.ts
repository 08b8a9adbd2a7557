import type { Ports } from '../../kernel/ports.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import { tellGroup } from '../fan-out/ring.ts';
import type { DeliveryPorts } from '../session/deliver.ts';
import { kindOf } from './kind.ts';
import { type GroupDraft, itemOf } from './log-store.ts';
import { pushedGroupMessage } from './pushed-message.ts';

/**
 * Tells a message to those who are connected now: it has no number and is not kept. 1 request to the queue, or 1 read unit for
 * each of a few accounts it is directed to.
 * @param second seconds since 1970
 */
export const passMessage = async (
  ports: DeliveryPorts & Pick<Ports, 'queue'>,
  group: GroupItem,
  life: GroupLife,
  draft: GroupDraft,
  second: number,
): Promise<void> => {
  const item = itemOf(life, draft, { seq: 0, time: second, uncountedBefore: 0 }, second);
  const message = { ...pushedGroupMessage(life.app, group, item), OnlineOnlyFlag: 1 as const };
  const { to, sender, from } = draft;
  await tellGroup(ports, life, [{ Event: 3, GroupMsgArray: [message] }], {
    kind: kindOf(group.type),
    ...(to && { to: [...to, sender] }),
    ...(from && { exceptConnection: from }),
  });
};

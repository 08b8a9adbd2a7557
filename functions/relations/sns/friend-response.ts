import { type Answer, answerRequests } from '../../../lib/domain/friend/answer-requests.ts';
import { additionEvents } from '../../../lib/domain/friend/friend-events.ts';
import { flawOf } from '../../../lib/domain/friend/friend-fields.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { actingAdmin } from '../acting-admin.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.friend_response;

const actions = {
  Response_Action_Agree: 'agree',
  Response_Action_AgreeAndAdd: 'add',
  Response_Action_Reject: 'refuse',
} as const satisfies Record<string, Answer['action']>;

/** Answers friend requests and tells both sides, and webhooks of new friends. For the cost see `answerRequests`. */
export const friendResponse: Handler<Spec, DeliveryPorts & Pick<Ports, 'bus'> & Shared> = async (
  body,
  context,
  deps,
) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const named = namedItems(
    body.ResponseFriendItem,
    owner.owner,
    ({ Remark, TagName }) => !flawOf({ remark: Remark, groups: TagName ? [TagName] : [] }),
  );
  const answers = mapped(named.items, ({ Remark, TagName, ResponseAction }, peer) => ({
    peer,
    action: actions[ResponseAction],
    remark: Remark,
    group: TagName || undefined,
  }));
  const outcome = await answerRequests(friendBatch(deps), owner, answers);
  const admin = actingAdmin(context, owner.owner);
  const addition = { command: 'friend_response', admin, forced: false } as const;
  await deps.bus.emit(additionEvents(owner, outcome.steps, addition, deps.clock.now()));
  await tellFriends(deps, owner, outcome.steps);
  return resultsOf(withAnswers(named, outcome));
};

import { customKeyword, flawOf, isCustomValue } from '../../../lib/domain/friend/friend-fields.ts';
import { importFriends } from '../../../lib/domain/friend/import-friends.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { customValues } from '../custom-values.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellFriends } from '../tell-friends.ts';

type Spec = typeof sns.commands.friend_import;

/** Brings friends into one list and tells its owner's clients; webhooks hear nothing of it. For the cost see `importFriends`. */
export const friendImport: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { customFriendFields } = context.application.settings;
  const second = Math.floor(deps.clock.now() / 1000);
  const named = namedItems(
    body.AddFriendItem,
    owner.owner,
    ({ AddSource, AddWording, Remark, GroupName, CustomItem = [] }) =>
      !flawOf({ source: AddSource, wording: AddWording, remark: Remark, groups: GroupName }) &&
      CustomItem.every(({ Tag, Value }) => customKeyword(Tag, customFriendFields) && isCustomValue(Value)),
  );
  const friends = mapped(named.items, (item, peer) => ({
    peer,
    source: item.AddSource,
    addedAt: item.AddTime ?? second,
    ...(item.AddWording && { wording: item.AddWording }),
    ...(item.Remark && { remark: item.Remark }),
    ...(item.RemarkTime !== undefined && { remarkedAt: item.RemarkTime }),
    groups: item.GroupName ?? [],
    // No empty texts in the table: what is not there is empty.
    custom: customValues(
      (item.CustomItem ?? []).filter(({ Value }) => Value !== ''),
      customFriendFields,
    ),
  }));
  const outcome = await importFriends(friendBatch(deps), owner, friends);
  await tellFriends(deps, owner, outcome.steps);
  return resultsOf(withAnswers(named, outcome));
};

import * as z from 'zod';
import { customKeyword, flawOf, isCustomValue } from '../../../lib/domain/friend/friend-fields.ts';
import { type FriendChange, updateFriends } from '../../../lib/domain/friend/update-friends.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { relationChange } from '../../../lib/protocol/relation-pushes.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { customValues } from '../custom-values.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';

type Spec = typeof sns.commands.friend_update;
type Item = z.output<Spec['body']>['UpdateItem'][number];

const remarkTag = 'Tag_SNS_IM_Remark';
const groupTag = 'Tag_SNS_IM_Group';

const isValid = ({ SnsItem }: Item, configured: readonly string[]): boolean =>
  SnsItem.length > 0 &&
  SnsItem.every(({ Tag, Value }) => {
    if (Tag === remarkTag) return typeof Value === 'string' && !flawOf({ remark: Value });
    if (Tag === groupTag) {
      const names = z.array(z.string()).safeParse(Value);
      return names.success && !flawOf({ groups: names.data });
    }
    return customKeyword(Tag, configured) !== undefined && isCustomValue(Value);
  });

const changeOf = ({ SnsItem }: Item, configured: readonly string[]): FriendChange => {
  const value = (tag: string) => SnsItem.findLast(({ Tag }) => Tag === tag)?.Value;
  const custom = customValues(SnsItem, configured);
  return {
    remark: value(remarkTag) as string | undefined,
    groups: value(groupTag) as readonly string[] | undefined,
    ...(Object.keys(custom).length > 0 && { custom }),
  };
};

/** Changes what an account notes of its friends and tells its other clients. For the cost see `updateFriends`. */
export const friendUpdate: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { customFriendFields } = context.application.settings;
  const named = namedItems(body.UpdateItem, owner.owner, item => isValid(item, customFriendFields));
  const changes = mapped(named.items, item => changeOf(item, customFriendFields));
  const outcome = await updateFriends(friendBatch(deps), owner, changes);
  if (outcome.done.length > 0) {
    const FriendUpInfo = outcome.done.map(peer => ({
      Friend_Account: peer,
      Sns: named.items.get(peer)?.SnsItem ?? [],
    }));
    await deliver(deps, owner.app, owner.owner, [relationChange({ FriendUpInfo })], context.call.connection);
  }
  return resultsOf(withAnswers(named, outcome));
};

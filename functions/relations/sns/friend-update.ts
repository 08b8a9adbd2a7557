import * as z from 'zod';
import { customKeyword, flawOf, isCustomValue } from '../../../lib/domain/friend/friend-fields.ts';
import { type FriendChange, updateFriends } from '../../../lib/domain/friend/update-friends.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Unreadable } from '../../../lib/protocol/relation-schemas.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import { customValues } from '../custom-values.ts';
import { friendBatch } from '../friend-batch.ts';
import { mapped, namedItems, withAnswers } from '../named-items.ts';
import { relationOwner } from '../relation-owner.ts';
import { resultsOf } from '../result-items.ts';
import { tellNotes } from '../tell-notes.ts';

type Spec = typeof sns.commands.friend_update;
type Item = Exclude<z.output<Spec['body']>['UpdateItem'][number], Unreadable>;

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

/** What counts of an entry that names a tag twice. */
const lastOfEach = (values: Item['SnsItem'] = []) => [...new Map(values.map(one => [one.Tag, one])).values()];

/** Changes what an account notes of its friends and tells its other clients. For the cost see `updateFriends`. */
export const friendUpdate: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await relationOwner(body.From_Account, context, deps);
  const { customFriendFields } = context.application.settings;
  const named = namedItems(body.UpdateItem, owner.owner, item => isValid(item, customFriendFields));
  const changes = mapped(named.items, item => changeOf(item, customFriendFields));
  const outcome = await updateFriends(friendBatch(deps), owner, changes);
  const notes = outcome.done.map(peer => ({
    Friend_Account: peer,
    Sns: lastOfEach(named.items.get(peer)?.SnsItem),
  }));
  await tellNotes(deps, context, owner, notes);
  return resultsOf(withAnswers(named, outcome));
};

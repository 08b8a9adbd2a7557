import { tellGroup } from '../../lib/domain/fan-out/ring.ts';
import { tipOf } from '../../lib/domain/group/notices.ts';
import { kindOf } from '../../lib/domain/group-log/kind.ts';
import { unpin } from '../../lib/domain/group-log/pins.ts';
import { groupInfoOf, identityOf, pushedGroupMessage } from '../../lib/domain/group-log/pushed-message.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import type { GroupDeps } from './deps.ts';

/** Where something is pinned, and who does it. */
export interface PinPlace {
  readonly group: GroupItem;
  readonly life: GroupLife;
  readonly operator: UserId;
}

const pinnedTip = ({ group, life }: PinPlace, message: GroupMessageItem, placed: object) => ({
  OpType: 16 as const,
  PinnedMsg: { ...pushedGroupMessage(life.app, group, message), ...placed },
});

const unpinnedTip = ({ life }: PinPlace, message: GroupMessageItem) => {
  const { MsgSeq, MsgRandom, MsgClientTime, TinyId } = identityOf(life.app, message);
  const SdkGroupMessageId = {
    MsgSeq,
    MsgRandom,
    MsgClientTime,
    SenderTinyId: TinyId,
    ServerTime: message.time,
  };
  return { OpType: 17 as const, SdkGroupMessageId };
};

/**
 * Tells everybody who is connected in a group, the caller too, that a message is pinned now or is no more: 1 request to the
 * queue. Published clients learn of their own pin in no other way.
 */
export const tellPin = async (
  deps: GroupDeps,
  place: PinPlace,
  message: GroupMessageItem,
  how: 'pinned' | 'unpinned',
): Promise<void> => {
  const { group, life, operator } = place;
  // Clients take the place from here, and know nothing of topics in this tip.
  const placed = { ToGroupId: group.topic?.topic ?? group.group };
  const said = how === 'pinned' ? pinnedTip(place, message, placed) : unpinnedTip(place, message);
  const { body, nick, face } = await tipOf(deps, life.app, operator, said);
  const tip = {
    ...placed,
    From_Account: operator,
    MsgSeq: 0,
    MsgRandom: message.random,
    MsgTimeStamp: Math.floor(deps.clock.now() / 1000),
    ClientSeq: 0,
    GroupInfo: groupInfoOf(group, { nick, face }),
    MsgBody: body,
  };
  await tellGroup(deps, life, [{ Event: 6, GroupTips: [tip] }], { kind: kindOf(group.type) });
};

/** Takes the pins of messages away that were recalled or deleted, and tells it: 1 read unit, and 1 write unit if any was pinned. */
export const unpinGone = async (
  deps: GroupDeps,
  place: PinPlace,
  messages: readonly GroupMessageItem[],
): Promise<void> => {
  if (messages.length === 0) return;
  const seqs = messages.map(({ seq }) => seq);
  const gone = new Set(await unpin(deps.table, place.life, seqs, deps.clock.now()));
  for (const message of messages) if (gone.has(message.seq)) await tellPin(deps, place, message, 'unpinned');
};

import { pinnedNow } from '../../../lib/domain/group-log/pins.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { groupPinCommands } from '../../../lib/protocol/group-pin-commands.ts';
import type { GroupDeps } from '../deps.ts';
import { groupCall } from '../member-call.ts';

type Spec = typeof groupPinCommands.get_pinned_messages;

/** Lists what is pinned: 2 read units, and 1 for each begun 4 KB of the messages, because one may have been recalled. */
export const getPinnedMessages: Handler<Spec, GroupDeps> = async (body, context, deps) => {
  const { life } = await groupCall(body, context, deps);
  const pins = await pinnedNow(deps.table, life, deps.clock.now());
  return { PinnedMsgList: pins.map(({ seq, by }) => ({ MsgSeq: seq, Pinner_Account: by })) };
};

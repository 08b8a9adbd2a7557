import type { Ports } from '../../kernel/ports.ts';
import type { PushedGroupMessage } from '../../protocol/group-pushes.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { pushedGroupMessage } from '../group-log/pushed-message.ts';
import { stateOf } from '../group-log/state.ts';
import { isLive } from '../session/session-store.ts';

/** Contract: groups.md 12. */
const shown = 20;
/** Numbers that are looked at for them: tips and what was dropped are among them. */
const looked = 60;

/** The last messages of a live room, the oldest first, for who comes in: 2 read units or more for each begun 4 KB. */
export const lastMessages = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  group: GroupItem,
  life: GroupLife,
): Promise<readonly PushedGroupMessage[]> => {
  const last = ((await stateOf(table, life))?.next ?? 1) - 1;
  const numbers = Array.from({ length: Math.min(last, looked) }, (_, i) => last - i);
  const found = await table.getMany<GroupMessageItem>(
    numbers.map(seq => keys.groupMessage(life, seq)),
    { consistent: true },
  );
  const now = clock.now();
  return found
    .filter(message => isLive(message, now) && !message.tip && !message.gone && !message.recalledBy)
    .sort((one, other) => one.seq - other.seq)
    .slice(-shown)
    .map(message => pushedGroupMessage(life.app, group, message));
};

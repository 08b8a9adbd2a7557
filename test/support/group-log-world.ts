import { store } from '../../lib/domain/group-log/append.ts';
import type { GroupDraft } from '../../lib/domain/group-log/log-store.ts';
import { sentBefore } from '../../lib/domain/group-log/log-store.ts';
import { openState } from '../../lib/domain/group-log/state.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { app, start } from './message-world.ts';

export const keptSeconds = 7 * 86_400;

let lives = 0;
/** A group of its own, ready for messages. */
export const newLife = async (table: Table): Promise<GroupLife> => {
  lives += 1;
  const life = { app, group: `group${lives}` as GroupId, born: start * 1000 };
  await table.put(openState(life, start * 1000));
  return life;
};

export const groupDraft = (text: string, more: Partial<GroupDraft> = {}): GroupDraft => ({
  sender: 'ana' as UserId,
  random: 9,
  body: JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]),
  priority: 2,
  ...more,
});

export const groupTextOf = ({ body }: GroupMessageItem): unknown => JSON.parse(body)[0]?.MsgContent.Text;

/** Sends as the command does: it looks for an earlier attempt first. */
export const sendToGroup = async (table: Table, life: GroupLife, draft: GroupDraft, second = start) => {
  const now = second * 1000;
  const sent = await sentBefore(table, life, draft, now);
  return store(table, life, draft, { now, seconds: keptSeconds }, sent);
};

/** What stands in the log, by number. */
export const logOf = async (
  table: Table,
  life: GroupLife,
  last = 1000,
): Promise<readonly GroupMessageItem[]> => {
  const items: GroupMessageItem[] = [];
  for (let seq = 1; seq <= last; seq += 100_000) {
    const { items: found } = await table.query<GroupMessageItem>({
      where: 'PK = :pk',
      values: { ':pk': keys.groupMessage(life, seq).PK },
      consistent: true,
    });
    items.push(...found);
  }
  return items;
};

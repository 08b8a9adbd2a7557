import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupHiddenItem } from '../../table/group-log-items.ts';
import { expiryAttribute, keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { blocksOf, messagesOf } from './log-store.ts';

/**
 * Takes messages out of one member's history; the others keep them: 1 read unit for each, and 1 write unit for each 100 numbers.
 * @param now milliseconds since 1970
 * @returns how many there were
 */
export const hideMessages = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  seqs: readonly number[],
  now: number,
): Promise<number> => {
  const messages = await messagesOf(table, life, seqs, now);
  await forEachOf(blocksOf(messages), async block => {
    const [first] = block;
    if (!first) return;
    await table.update({
      key: keys.groupHidden(life, first.seq, account),
      set: 'ADD seqs :seqs SET v = :v, #expires = :kept',
      names: { '#expires': expiryAttribute },
      values: {
        ':seqs': new Set(block.map(({ seq }) => seq)),
        ':v': 1,
        ':kept': Math.max(...block.map(({ ExpiresAt = 0 }) => ExpiresAt)),
      },
    });
  });
  return messages.length;
};

/** Numbers that a member has deleted for itself, in the blocks of 100 of these: 1 read unit for each block. */
export const hiddenAmong = async (
  table: Table,
  life: GroupLife,
  account: UserId,
  seqs: readonly number[],
): Promise<ReadonlySet<number>> => {
  const wanted = seqs.map(seq => keys.groupHidden(life, Math.max(1, seq), account));
  const distinct = [...new Map(wanted.map(key => [key.SK, key])).values()];
  const items = await table.getMany<GroupHiddenItem>(distinct, { consistent: true });
  return new Set(items.flatMap(each => [...each.seqs]));
};

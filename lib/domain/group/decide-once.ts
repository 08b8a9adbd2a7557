import type { Expression, Key, Table } from '../../kernel/ports.ts';
import { unlessChanged } from '../condition-held.ts';

/** How something that waits for an answer was answered. */
export type Answer = 'agreed' | 'refused';

/** For so long somebody waits for an answer. */
export const waitsSeconds = 7 * 86_400;

/**
 * Answers something that waits, once: 1 write unit. Who agrees again goes on where a call that died had ended.
 * @param expected what must hold of it besides
 * @param now milliseconds since 1970
 * @returns undefined when it was answered otherwise, or there is nothing
 */
export const decideOnce = <T>(
  table: Table,
  key: Key,
  decided: Answer,
  expected: Pick<Expression, 'values'> & { readonly condition: string },
  now: number,
): Promise<T | undefined> => {
  const open = `attribute_not_exists(decided)${decided === 'agreed' ? ' OR decided = :decided' : ''}`;
  return unlessChanged(
    table.update<T>({
      key,
      set: 'SET decided = :decided',
      condition: `attribute_exists(PK) AND ${expected.condition} AND ExpiresAt > :now AND (${open})`,
      values: { ':decided': decided, ':now': Math.floor(now / 1000), ...expected.values },
    }),
  );
};

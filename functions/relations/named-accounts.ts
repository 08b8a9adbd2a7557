import type { ErrorName } from '../../lib/protocol/errors.ts';
import { type UserId, userId } from '../../lib/protocol/ids.ts';

/** The accounts that a batch names. */
export interface NamedAccounts {
  /** Each name once, in the order given. */
  readonly names: readonly string[];
  /** Those of them that can be UserIDs. */
  readonly accounts: readonly UserId[];
  /** Why it fails for a name; whoever learns more adds to it. */
  readonly refused: Map<string, ErrorName>;
}

/** Takes a batch apart: a name that cannot be a UserID fails alone. */
export const namedAccounts = (batch: readonly string[]): NamedAccounts => {
  const names = [...new Set(batch)];
  const accounts = names.flatMap(name => userId.safeParse(name).data ?? []);
  const valid = new Set<string>(accounts);
  const refused = new Map<string, ErrorName>();
  for (const name of names) if (!valid.has(name)) refused.set(name, 'RelationParameterNotValid');
  return { names, accounts, refused };
};

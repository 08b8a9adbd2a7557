import { forEachOf } from '../../lib/domain/bounded.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupDeps } from './deps.ts';

/** Those of the accounts that exist: ½ read unit for each that is not remembered. */
export const knownAmong = async (
  { accounts }: GroupDeps,
  app: SdkAppId,
  named: readonly UserId[],
): Promise<ReadonlySet<UserId>> => {
  const found = await forEachOf(named, async account =>
    (await accounts.find(app, account)) ? [account] : [],
  );
  return new Set(found.flat());
};

/** @throws Fault GroupAccountNotFound unless all exist */
export const checkKnown = async (deps: GroupDeps, app: SdkAppId, named: readonly UserId[]): Promise<void> => {
  const known = await knownAmong(deps, app, named);
  const missing = named.find(account => !known.has(account));
  if (missing !== undefined) throw new Fault('GroupAccountNotFound', `${missing}: no such account`);
};

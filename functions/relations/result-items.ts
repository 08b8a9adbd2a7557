import { type ErrorName, errors } from '../../lib/protocol/errors.ts';
import type { NamedAccounts } from './named-accounts.ts';

/** What one account of a batch is answered. */
export const resultOf = (refusal: ErrorName | undefined) => ({
  ResultCode: refusal ? errors[refusal].code : 0,
  ResultInfo: refusal ? errors[refusal].text : '',
});

/** The accounts that failed; the member is left out when there are none. */
export const failedOf = ({ names, refused }: Pick<NamedAccounts, 'names' | 'refused'>) => {
  const failed = names.filter(name => refused.has(name));
  return failed.length > 0 ? { Fail_Account: failed } : {};
};

/** The answer to a batch, each account for itself (contract: relationship.md, shared result shape). */
export const resultsOf = (batch: Pick<NamedAccounts, 'names' | 'refused'>) => ({
  ResultItem: batch.names.map(To_Account => ({ To_Account, ...resultOf(batch.refused.get(To_Account)) })),
  ...failedOf(batch),
});

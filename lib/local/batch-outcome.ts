import { isObject, type Json, parseJson } from './json.ts';
import type { Outcome } from './lambda-environment.ts';

/** Which records of a batch failed. */
export type BatchOutcome = 'all failed' | { readonly failed: ReadonlySet<string> };

const identifierOf = (failure: Json): string | undefined =>
  isObject(failure) && typeof failure.itemIdentifier === 'string' && failure.itemIdentifier
    ? failure.itemIdentifier
    : undefined;

/**
 * Reads a partial batch response. As Lambda does, an unreadable one, or one that names a record not in the batch, fails the whole batch
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 * @param reports whether the mapping has ReportBatchItemFailures
 * @param ids the identifiers of the batch
 */
export const readBatchOutcome = (
  outcome: Outcome,
  reports: boolean,
  ids: readonly string[],
): BatchOutcome => {
  if ('error' in outcome) return 'all failed';
  const payload = parseJson(outcome.payload);
  if (!reports || !isObject(payload) || payload.batchItemFailures == null) return { failed: new Set() };
  if (!Array.isArray(payload.batchItemFailures)) return 'all failed';
  const failed = payload.batchItemFailures.map(identifierOf);
  if (failed.some(id => id === undefined || !ids.includes(id))) return 'all failed';
  return { failed: new Set(failed as string[]) };
};

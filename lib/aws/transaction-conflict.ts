import { setTimeout as sleep } from 'node:timers/promises';
import {
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';

const attempts = 8;
const firstPauseMilliseconds = 5;

/** Another transaction held one of the items at that moment. The SDK does not try again by itself. */
const isConflict = (error: unknown): boolean => {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  return codes.includes('TransactionConflict') && !codes.includes('ConditionalCheckFailed');
};

/** DynamoDB takes less at the moment than is asked of it; the SDK has tried again already. */
const isThrottled = (error: unknown): boolean =>
  error instanceof ProvisionedThroughputExceededException ||
  error instanceof RequestLimitExceeded ||
  (error instanceof Error && error.name === 'ThrottlingException') ||
  (error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) =>
      ['ThrottlingError', 'ProvisionedThroughputExceeded'].includes(Code ?? ''),
    ));

/** Whether a write failed only because the table is too busy for it. */
export const isBusy = (error: unknown): boolean => isConflict(error) || isThrottled(error);

/** Sends a write again, after a random pause, while transactions on the same items are in its way. */
export const pastConflicts = async <T>(send: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt === attempts || !isConflict(error)) throw error;
      await sleep(Math.random() * firstPauseMilliseconds * 2 ** attempt);
    }
  }
};

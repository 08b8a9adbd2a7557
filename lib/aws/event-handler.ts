import type { EventBridgeEvent, SQSBatchItemFailure, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Log } from '../kernel/ports.ts';

/** An event as a rule of the bus hands it over: directly, or in a batch from a queue. */
export type BusInput<Detail> = EventBridgeEvent<string, Detail> | SQSEvent;

/**
 * The handler of a function that hears of events of the bus, directly or through a queue. What fails comes again: a direct
 * event because Lambda repeats it, one of a batch because it stays in the queue.
 * @param onEvent called with the detail; more than once for the same event now and then
 */
export const busHandler =
  <Detail>(log: Log, onEvent: (detail: Detail) => Promise<void>) =>
  async (input: BusInput<Detail>): Promise<SQSBatchResponse> => {
    if (!('Records' in input)) {
      await onEvent(input.detail);
      return { batchItemFailures: [] };
    }
    const batchItemFailures: SQSBatchItemFailure[] = [];
    for (const { messageId, body } of input.Records) {
      try {
        await onEvent((JSON.parse(body) as EventBridgeEvent<string, Detail>).detail);
      } catch (error) {
        log.error('an event could not be handled', { messageId, error });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures };
  };

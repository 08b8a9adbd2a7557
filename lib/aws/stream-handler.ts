import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../kernel/ports.ts';

const removed = (record: DynamoDBRecord): unknown => {
  const image = record.dynamodb?.OldImage;
  if (!image) throw new Error('a stream record has no old image; the stream must carry it');
  return unmarshall(image as Record<string, AttributeValue>);
};

/**
 * The handler of a function that a table's stream tells of removed items. Records are handled one after the other, in
 * their order; at the first that fails it stops, and Lambda calls again from there on (ReportBatchItemFailures).
 * @param onRemoved called with the item as it was; more than once for the same item now and then
 */
export const removalHandler =
  <Item>(log: Log, onRemoved: (item: Item) => Promise<void>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      try {
        await onRemoved(removed(record) as Item);
      } catch (error) {
        const itemIdentifier = record.dynamodb?.SequenceNumber ?? '';
        log.error('a removed item could not be handled', { itemIdentifier, error });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  };

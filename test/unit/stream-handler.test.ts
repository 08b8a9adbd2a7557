import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { removalHandler } from '../../lib/aws/stream-handler.ts';
import type { Log } from '../../lib/kernel/ports.ts';

interface Item {
  readonly PK: string;
}

const record = (name: string): DynamoDBRecord => ({
  eventName: 'REMOVE',
  dynamodb: { SequenceNumber: `number of ${name}`, OldImage: { PK: { S: name } } },
});
const event = (...records: DynamoDBRecord[]): DynamoDBStreamEvent => ({ Records: records });

/** A handler that fails at one item, with what it was told and what it logged. */
const handlerThatFailsAt = (bad?: string) => {
  const seen: string[] = [];
  const logged: string[] = [];
  const log: Log = { info: () => undefined, error: message => logged.push(message) };
  const handler = removalHandler<Item>(log, async ({ PK }) => {
    if (PK === bad) throw new Error('the bus is away');
    seen.push(PK);
  });
  return { handler, seen, logged };
};

test('removed items are handled in their order', async () => {
  const { handler, seen, logged } = handlerThatFailsAt();
  expect(await handler(event(record('a'), record('b'), record('c')))).toEqual({ batchItemFailures: [] });
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(logged).toEqual([]);
});

test('at the first that fails it stops, and names it, so that the stream goes on from there', async () => {
  const { handler, seen, logged } = handlerThatFailsAt('b');
  expect(await handler(event(record('a'), record('b'), record('c')))).toEqual({
    batchItemFailures: [{ itemIdentifier: 'number of b' }],
  });
  expect(seen).toEqual(['a']);
  expect(logged).toHaveLength(1);
});

test('a record without the item as it was fails loudly', async () => {
  const { handler, logged } = handlerThatFailsAt();
  const bare: DynamoDBRecord = { eventName: 'REMOVE', dynamodb: { SequenceNumber: '7' } };
  expect(await handler(event(bare))).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  expect(logged).toHaveLength(1);
});

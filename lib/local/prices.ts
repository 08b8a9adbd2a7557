/** What is counted. */
export type MeterName =
  | 'dynamodb-write-units'
  | 'dynamodb-read-units'
  | 'lambda-invocations'
  | 'lambda-gb-seconds'
  | 'lambda-cold-starts'
  | 'socket-messages'
  | 'socket-connection-minutes'
  | 'rest-requests'
  | 'sqs-requests'
  | 'sqs-fifo-requests'
  | 'event-bus-events'
  | 's3-writes'
  | 's3-reads'
  | 'bytes-out';

/** List prices, us-east-1, in dollars for `per` units, as published in 2026-11; free tiers and volume discounts left out. */
export const pricesOf = '2026-11, us-east-1';

const million = 1_000_000;

export const prices: Readonly<
  Record<MeterName, { readonly unit: string; readonly dollars: number; readonly per: number }>
> = {
  'dynamodb-write-units': { unit: 'WRU', dollars: 0.625, per: million },
  'dynamodb-read-units': { unit: 'RRU', dollars: 0.125, per: million },
  'lambda-invocations': { unit: 'requests', dollars: 0.2, per: million },
  'lambda-gb-seconds': { unit: 'GB-s (arm64)', dollars: 0.0000133334, per: 1 },
  'lambda-cold-starts': { unit: 'cold starts', dollars: 0, per: 1 },
  'socket-messages': { unit: 'messages of 32 KB', dollars: 1, per: million },
  'socket-connection-minutes': { unit: 'minutes', dollars: 0.25, per: million },
  'rest-requests': { unit: 'requests', dollars: 3.5, per: million },
  'sqs-requests': { unit: 'requests of 64 KB', dollars: 0.4, per: million },
  'sqs-fifo-requests': { unit: 'requests of 64 KB', dollars: 0.5, per: million },
  'event-bus-events': { unit: 'events of 64 KB', dollars: 1, per: million },
  // PUT; a DELETE is free.
  's3-writes': { unit: 'requests', dollars: 5, per: million },
  's3-reads': { unit: 'requests', dollars: 0.4, per: million },
  'bytes-out': { unit: 'bytes', dollars: 0.09, per: 1_000_000_000 },
};

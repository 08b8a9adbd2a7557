import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

/**
 * The handler of a function that takes up jobs from queues. What failed stays in its queue and comes again
 * (ReportBatchItemFailures).
 * @param consume told the bodies of a batch; returns the places of those that failed
 */
export const queueHandler =
  <Body>(consume: (bodies: readonly Body[]) => Promise<readonly number[]>) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed = await consume(Records.map(({ body }) => JSON.parse(body) as Body));
    return {
      batchItemFailures: failed.flatMap(place => {
        const record = Records[place];
        return record ? [{ itemIdentifier: record.messageId }] : [];
      }),
    };
  };

import * as z from 'zod';
import type { Service, ServiceAnswer, ServiceRequest } from './aws-endpoint.ts';
import { AwsError } from './aws-error.ts';
import type { JsonObject } from './json.ts';
import type { Meter } from './meter.ts';
import type { Sqs } from './sqs.ts';
import type { Message, SqsQueue } from './sqs-queue.ts';

const messageSchema = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().optional(),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
  MessageAttributes: z.custom<JsonObject>().optional(),
});
const idSchema = z.object({ Id: z.string() });
const receiptSchema = z.object({ ReceiptHandle: z.string() });
const visibilitySchema = receiptSchema.extend({ VisibilityTimeout: z.number() });
const batchSchema = <T extends z.ZodType>(entry: T) => z.object({ Entries: z.array(entry).min(1).max(10) });
const receiveSchema = z.object({
  MaxNumberOfMessages: z.number().min(1).max(10).default(1),
  VisibilityTimeout: z.number().optional(),
  WaitTimeSeconds: z.number().max(20).optional(),
});

/** Bytes of one message, or of one batch (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html). */
const largestBytes = 1_048_576;
/** A request is billed for each 64 KB of its payload. */
const billedStep = 65_536;

const invalid = (message: string) => new AwsError('com.amazonaws.sqs#InvalidParameterValue', message);

/** A message as ReceiveMessage shows it. */
const shown = (message: Message) => ({
  MessageId: message.id,
  ReceiptHandle: message.receipt,
  MD5OfBody: message.md5,
  Body: message.body,
  Attributes: systemAttributes(message),
  ...(message.attributes && { MessageAttributes: message.attributes }),
});

/** The attributes that SQS adds, as both ReceiveMessage and Lambda's event show them. */
export const systemAttributes = (message: Message): Record<string, string> => ({
  ApproximateReceiveCount: String(message.receiveCount),
  SentTimestamp: String(message.sentMs),
  SenderId: 'local',
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedMs ?? 0),
  ...(message.groupId !== undefined && { MessageGroupId: message.groupId }),
  ...(message.dedupeId !== undefined && {
    MessageDeduplicationId: message.dedupeId,
    SequenceNumber: message.sequenceNumber,
  }),
});

type Operation = (queue: SqsQueue, input: JsonObject) => object | Promise<object>;

const send = (queue: SqsQueue, input: z.infer<typeof messageSchema>) => {
  if (Buffer.byteLength(input.MessageBody) > largestBytes)
    throw invalid('One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.');
  const { fifo, ContentBasedDeduplication } = queue.plan;
  if (fifo && input.MessageGroupId === undefined)
    throw new AwsError(
      'com.amazonaws.sqs#MissingParameter',
      'The request must contain the parameter MessageGroupId.',
    );
  if (fifo && input.MessageDeduplicationId === undefined && ContentBasedDeduplication !== 'true') {
    throw invalid(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  const message = queue.send({
    body: input.MessageBody,
    delaySeconds: input.DelaySeconds,
    groupId: input.MessageGroupId,
    dedupeId: input.MessageDeduplicationId,
    ...(input.MessageAttributes && { attributes: input.MessageAttributes }),
  });
  return {
    MessageId: message.id,
    MD5OfMessageBody: message.md5,
    ...(fifo && { SequenceNumber: message.sequenceNumber }),
  };
};

/** Carries out each entry of a batch; an entry that fails does not fail the others. */
const eachOf = <T extends { Id: string }>(entries: readonly T[], run: (entry: T) => object) => {
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError(
      'com.amazonaws.sqs#BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: entry.Id,
        SenderFault: true,
        Code: error.type.split('#').at(-1),
        Message: error.message,
      });
    }
  }
  return { Successful, Failed };
};

const receive: Operation = async (queue, input) => {
  const { MaxNumberOfMessages, VisibilityTimeout, WaitTimeSeconds } = receiveSchema.parse(input);
  const untilMs = Date.now() + (WaitTimeSeconds ?? queue.plan.ReceiveMessageWaitTimeSeconds) * 1000;
  for (;;) {
    const messages = queue.receive(MaxNumberOfMessages, VisibilityTimeout);
    if (messages.length > 0 || Date.now() >= untilMs) return { Messages: messages.map(shown) };
    await queue.wait(untilMs - Date.now());
  }
};

const change = (queue: SqsQueue, { ReceiptHandle, VisibilityTimeout }: z.infer<typeof visibilitySchema>) => {
  if (queue.changeVisibility(ReceiptHandle, VisibilityTimeout)) return {};
  throw new AwsError('com.amazonaws.sqs#MessageNotInflight', 'The specified message is not in flight.');
};

const attributesOf: Operation = queue => {
  const { visible, inFlight, delayed } = queue.counts();
  return {
    Attributes: {
      QueueArn: queue.plan.arn,
      VisibilityTimeout: String(queue.plan.VisibilityTimeout),
      ApproximateNumberOfMessages: String(visible),
      ApproximateNumberOfMessagesNotVisible: String(inFlight),
      ApproximateNumberOfMessagesDelayed: String(delayed),
    },
  };
};

const remove = (queue: SqsQueue, input: z.infer<typeof receiptSchema>) => {
  queue.delete(input.ReceiptHandle);
  return {};
};

const operations: Record<string, Operation> = {
  SendMessage: (queue, input) => send(queue, messageSchema.parse(input)),
  SendMessageBatch: (queue, input) => {
    const { Entries } = batchSchema(messageSchema.extend(idSchema.shape)).parse(input);
    const bytes = Entries.reduce((total, { MessageBody }) => total + Buffer.byteLength(MessageBody), 0);
    if (bytes > largestBytes)
      throw new AwsError(
        'com.amazonaws.sqs#BatchRequestTooLong',
        'Batch requests cannot be longer than 1048576 bytes.',
      );
    return eachOf(Entries, entry => send(queue, entry));
  },
  ReceiveMessage: receive,
  DeleteMessage: (queue, input) => remove(queue, receiptSchema.parse(input)),
  DeleteMessageBatch: (queue, input) =>
    eachOf(batchSchema(receiptSchema.extend(idSchema.shape)).parse(input).Entries, entry =>
      remove(queue, entry),
    ),
  ChangeMessageVisibility: (queue, input) => change(queue, visibilitySchema.parse(input)),
  ChangeMessageVisibilityBatch: (queue, input) =>
    eachOf(batchSchema(visibilitySchema.extend(idSchema.shape)).parse(input).Entries, entry =>
      change(queue, entry),
    ),
  GetQueueAttributes: attributesOf,
  GetQueueUrl: queue => ({ QueueUrl: queue.plan.url }),
  PurgeQueue: queue => {
    queue.purge();
    return {};
  },
};

/** SQS in its JSON protocol (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html). */
export class SqsService implements Service {
  readonly name = 'sqs';

  constructor(
    private readonly sqs: Sqs,
    private readonly meter: Meter,
  ) {}

  readonly answer = async (request: ServiceRequest): Promise<ServiceAnswer> => {
    const input = JSON.parse(request.body.toString() || '{}') as JsonObject;
    const queue = this.sqs.named(String(input.QueueUrl ?? input.QueueName ?? ''));
    const action = `sqs:${request.operation.replace(/Batch$/, '')}`;
    request.authorize(action, queue?.plan.arn ?? '*');
    if (!queue)
      throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
    const run = operations[request.operation];
    if (!run)
      throw new AwsError(
        'com.amazonaws.sqs#UnsupportedOperation',
        `${request.operation} is not emulated; add it to lib/local/sqs-service.ts`,
      );
    const name = queue.plan.fifo ? 'sqs-fifo-requests' : 'sqs-requests';
    this.meter.count(
      name,
      Math.max(1, Math.ceil(request.body.length / billedStep)),
      request.payer,
      request.operation,
    );
    return { status: 200, body: JSON.stringify(await this.run(run, queue, input)) };
  };

  private async run(operation: Operation, queue: SqsQueue, input: JsonObject): Promise<object> {
    try {
      return await operation(queue, input);
    } catch (error) {
      if (error instanceof z.ZodError) throw invalid(z.prettifyError(error));
      throw error;
    }
  }
}

import { matchesPattern } from '../../lib/local/event-pattern.ts';
import { watchFrameLengths } from '../../lib/local/frame-lengths.ts';
import { evaluate, type Statement } from '../../lib/local/iam-policy.ts';
import { resolve, type Scope } from '../../lib/local/intrinsics.ts';
import { cronHolds } from '../../lib/local/schedule.ts';
import { readQueue, SqsQueue } from '../../lib/local/sqs-queue.ts';
import { partUnits } from '../../lib/local/transaction-units.ts';

const silent = () => undefined;

describe('IAM policies', () => {
  const may: Statement = { Effect: 'Allow', Action: 'dynamodb:Get*', Resource: 'arn:t/*' };
  const ask = (statements: Statement[], action: string, resource = 'arn:t/a', context = {}) =>
    evaluate(statements, { action, resource, context }, silent);

  it('allow what an Allow names, and nothing else', () => {
    expect(ask([may], 'dynamodb:GetItem')).toBe('allowed');
    expect(ask([may], 'dynamodb:PutItem')).toBe('not allowed');
    expect(ask([may], 'dynamodb:GetItem', 'arn:u/a')).toBe('not allowed');
  });

  it('let a Deny win', () => {
    const deny: Statement = { Effect: 'Deny', Action: '*', Resource: 'arn:t/a' };
    expect(ask([may, deny], 'dynamodb:GetItem')).toBe('explicitly denied');
  });

  it('fail closed on a condition that is not emulated', () => {
    const Condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'a' } };
    expect(ask([{ ...may, Condition }], 'dynamodb:GetItem')).toBe('not allowed');
    expect(ask([may, { ...may, Effect: 'Deny', Condition }], 'dynamodb:GetItem')).toBe('explicitly denied');
  });

  it('compare the conditions they know', () => {
    const Condition = { Bool: { 'aws:SecureTransport': 'false' } };
    const deny: Statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition };
    expect(ask([may, deny], 'dynamodb:GetItem', 'arn:t/a', { 'aws:SecureTransport': 'true' })).toBe(
      'allowed',
    );
  });
});

describe('event patterns', () => {
  it.each([
    [{ a: ['x'] }, { a: 'x' }, true],
    [{ a: ['x'] }, { a: ['y', 'x'] }, true],
    [{ a: ['x'] }, {}, false],
    [{ a: { b: [{ prefix: 'p' }] } }, { a: { b: 'pq' } }, true],
    [{ a: [{ 'anything-but': ['x'] }] }, { a: 'x' }, false],
    [{ a: [{ exists: false }] }, { b: 1 }, true],
    [{ a: [{ exists: true }] }, { b: 1 }, false],
    [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: ['>', 1, '<=', 5] }] }, { a: 6 }, false],
    [{ $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, true],
  ])('%j on %j is %s', (pattern, event, fits) => {
    expect(matchesPattern(pattern as never, event as never)).toBe(fits);
  });
});

describe('intrinsic functions', () => {
  const scope: Scope = {
    ref: name => (name === 'AWS::NoValue' ? undefined : `ref-${name}`),
    attribute: (id, attribute) => `${id}.${attribute}`,
    condition: name => name === 'Yes',
    mapping: () => 'mapped',
  };

  it.each([
    [{ Ref: 'A' }, 'ref-A'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'A' }]] }, 'a-ref-A'],
    [{ 'Fn::Sub': `\${A}/\${B.Arn}/\${!C}` }, `ref-A/B.Arn/\${C}`],
    [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    [{ 'Fn::If': ['No', 1, { a: [{ Ref: 'AWS::NoValue' }, 2] }] }, { a: [2] }],
  ])('%j is %j', (value, resolved) => {
    expect(resolve(value as never, scope)).toEqual(resolved);
  });

  it('refuses a function that it does not know', () => {
    expect(() => resolve({ 'Fn::Cidr': [] }, scope)).toThrow(/Fn::Cidr/);
  });
});

describe('a FIFO queue', () => {
  const properties = { FifoQueue: true, VisibilityTimeout: 30 };
  const plan = readQueue({
    type: '',
    logicalId: '',
    ref: 'url',
    attributes: { QueueName: 'q.fifo', Arn: 'arn' },
    properties,
  });
  const send = (queue: SqsQueue, body: string, groupId: string, dedupeId = body) =>
    queue.send({ body, groupId, dedupeId });

  it('keeps a group back while one of its messages is in flight', () => {
    const queue = new SqsQueue(plan, silent);
    for (const [body, group] of [
      ['1', 'a'],
      ['2', 'a'],
      ['3', 'b'],
    ] as const)
      send(queue, body, group);
    const [first] = queue.receive(1);
    expect(queue.receive(10).map(({ body }) => body)).toEqual(['3']);
    queue.delete(first?.receipt ?? '');
    expect(queue.receive(10).map(({ body }) => body)).toEqual(['2']);
  });

  it('takes a message in once for each deduplication id', () => {
    const queue = new SqsQueue(plan, silent);
    expect(send(queue, '1', 'a', 'same').id).toBe(send(queue, '2', 'a', 'same').id);
    expect(queue.receive(10)).toHaveLength(1);
  });
});

describe('a standard queue', () => {
  const plan = readQueue({
    type: '',
    logicalId: '',
    ref: 'url',
    attributes: { QueueName: 'q', Arn: 'arn' },
    properties: {},
  });

  it('is fair: a group with a backlog lets others go first', () => {
    const queue = new SqsQueue(plan, silent);
    for (let i = 1; i <= 5; i += 1) queue.send({ body: `busy ${i}`, groupId: 'busy' });
    queue.send({ body: 'quiet', groupId: 'quiet' });
    expect(queue.receive(2).map(({ body }) => body)).toEqual(['busy 1', 'quiet']);
    queue.send({ body: 'quiet too', groupId: 'quiet too' });
    expect(queue.receive(2).map(({ body }) => body)).toEqual(['quiet too', 'busy 2']);
  });

  it('keeps the order of messages without a group', () => {
    const queue = new SqsQueue(plan, silent);
    for (const body of ['1', '2', '3']) queue.send({ body });
    expect(queue.receive(10).map(({ body }) => body)).toEqual(['1', '2', '3']);
  });
});

describe('frame lengths', () => {
  const frame = (length: number): Buffer => {
    const head = Buffer.from([
      0x81,
      0x80 | Math.min(length, 126),
      ...(length < 126 ? [] : [length >> 8, length & 255]),
    ]);
    return Buffer.concat([head, Buffer.alloc(4 + length)]);
  };

  it.each([1, 7, 1000, 100_000])('are seen in chunks of %i bytes', size => {
    const tooLong = jest.fn();
    const watch = watchFrameLengths(tooLong);
    const feed = (bytes: Buffer) => {
      for (let at = 0; at < bytes.length; at += size) watch(bytes.subarray(at, at + size));
    };
    feed(Buffer.concat([frame(5), frame(32_768), frame(125)]));
    expect(tooLong).not.toHaveBeenCalled();
    feed(frame(32_769));
    expect(tooLong).toHaveBeenCalledTimes(1);
  });

  it('tell of a frame that is too long once', () => {
    const found = jest.fn();
    const watch = watchFrameLengths(found);
    watch(Buffer.concat([frame(32_768), frame(32_769), frame(40_000)]));
    expect(found).toHaveBeenCalledTimes(1);
  });
});

describe('schedules', () => {
  it.each([
    ['0 12 * * ? *', '2026-11-21T12:00:00Z', true],
    ['0 12 * * ? *', '2026-11-21T12:01:00Z', false],
    ['0/15 * * * ? *', '2026-11-21T03:45:00Z', true],
    ['0 0 ? * SAT *', '2026-11-21T00:00:00Z', true],
    ['0 0 ? * MON-FRI *', '2026-11-21T00:00:00Z', false],
  ])('cron(%s) at %s is %s', (expression, time, holds) => {
    expect(cronHolds(expression, new Date(time))).toBe(holds);
  });
});

describe('units of a transaction', () => {
  const KeySchema = [{ AttributeName: 'PK', KeyType: 'HASH' as const }];
  const index = {
    IndexName: 'i',
    KeySchema: [...KeySchema, { AttributeName: 't', KeyType: 'RANGE' as const }],
    Projection: { ProjectionType: 'ALL' },
  };
  const table = {
    name: 't',
    arn: '',
    streamArn: '',
    AttributeDefinitions: [],
    KeySchema,
    LocalSecondaryIndexes: [index],
    GlobalSecondaryIndexes: [],
  };
  const item = (t: string | undefined, text = 'x') => ({
    PK: { S: 'a' },
    text: { S: text },
    ...(t !== undefined && { t: { S: t } }),
  });

  it.each([
    ['a new item', undefined, item(undefined), 2],
    ['a new item with an index entry', undefined, item('1'), 4],
    ['another index key', item('1'), item('2'), 6],
    ['an unchanged item', item('1'), item('1'), 2],
    ['a deleted item', item('1'), undefined, 4],
    ['an item of 2.5 KB', undefined, item(undefined, 'x'.repeat(2500)), 6],
  ])('%s', (_name, before, after, units) => {
    expect(partUnits({ kind: 'Put', table }, before, after)).toBe(units);
  });
});

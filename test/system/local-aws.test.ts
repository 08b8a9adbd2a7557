import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { type RawData, WebSocket } from 'ws';
import type { CallRecord } from '../../lib/local/call-record.ts';
import { type LocalAws, startLocalAws } from '../../lib/local/local-aws.ts';
import { LocalStartError } from '../../lib/local/local-start-error.ts';
import { renderBill } from '../../lib/local/render-bill.ts';
import { eventually } from '../support/eventually.ts';
import { synthesizeStack, synthesizeTestApp, type TestAssembly } from '../support/local-fixture.ts';

const lines: string[] = [];
let assembly: TestAssembly;
let aws: LocalAws;

beforeAll(async () => {
  assembly = synthesizeTestApp();
  const limits = { idleTimeoutMs: 1500, connectionDurationMs: 2500, sweepEveryMs: 0 };
  aws = await startLocalAws({
    assemblyDirectory: assembly.directory,
    log: line => lines.push(line),
    ...limits,
  });
});

afterAll(async () => {
  await aws?.stop();
  assembly?.remove();
});

const operator = () => ({ endpoint: aws.tableEndpoint, region: aws.region, credentials: aws.operator });

const post = async (path: string, body: unknown = {}) => {
  const response = await fetch(`${aws.restUrl}/v4/${path}`, { method: 'POST', body: JSON.stringify(body) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};

const callsOf = async (command: string): Promise<readonly CallRecord[]> => {
  const response = await fetch(`${aws.restUrl}/_local/calls?since=0`);
  return ((await response.json()) as CallRecord[]).filter(call => call.command === command);
};

const seen = async (kind: string, wanted: number): Promise<readonly Record<string, unknown>[]> => {
  const client = new DynamoDBClient(operator());
  const input = {
    TableName: aws.outputs.TableName,
    KeyConditionExpression: 'PK = :p',
    ExpressionAttributeValues: { ':p': { S: `seen#${kind}` } },
  };
  try {
    for (let tries = 0; tries < 400; tries++) {
      const { Items = [] } = await client.send(new QueryCommand(input));
      if (Items.length >= wanted)
        return Items.map(item => JSON.parse(item.value?.S ?? '{}') as Record<string, unknown>);
      await sleep(50);
    }
    throw new Error(`not ${wanted} of ${kind}`);
  } finally {
    client.destroy();
  }
};

const open = async (): Promise<WebSocket> => {
  const socket = new WebSocket(`${aws.socketUrl}/info?platform=7`);
  await once(socket, 'open');
  return socket;
};

const nextFrame = async (socket: WebSocket): Promise<string> => {
  const [data] = (await once(socket, 'message')) as [RawData];
  return data.toString();
};

const ask = async (
  socket: WebSocket,
  servcmd: string,
  body: object = {},
  seq = 1,
): Promise<Record<string, unknown>> => {
  const answer = nextFrame(socket);
  socket.send(JSON.stringify({ head: { servcmd, seq }, body }));
  return JSON.parse(await answer) as Record<string, unknown>;
};

const closeCode = async (socket: WebSocket): Promise<number> =>
  ((await once(socket, 'close')) as [number])[0];

const item = (pk: string, sk: string, more: object = {}) => ({ PK: { S: pk }, SK: { S: sk }, ...more });

describe('REST', () => {
  it('hands a function the event and context of a Lambda proxy integration', async () => {
    const { status, headers, body } = await post('svc/echo?a=1&a=2');
    expect(status).toBe(200);
    expect(headers.get('x-test')).toBe('yes');
    expect(body.result).toMatchObject({
      path: '/svc/echo',
      parameters: { command: 'echo' },
      query: { a: '2' },
      home: null,
    });
    expect((body.result as { left: number }).left).toBeGreaterThan(8000);
  });

  it('answers an unknown path as the gateway response of the template says', async () => {
    const { status, headers, body } = await post('nothing/here');
    expect(status).toBe(404);
    expect(headers.get('x-why')).toBe('unknown');
    expect(body).toEqual({ ErrorCode: 404, why: 'Missing Authentication Token' });
  });

  it('answers 502 for a function that throws and for one that times out', async () => {
    expect(await post('svc/fail')).toMatchObject({ status: 502, body: { message: 'Internal server error' } });
    expect(await post('slow')).toMatchObject({ status: 502, body: { message: 'Internal server error' } });
    expect(lines.join('\n')).toMatch(/TypeError: on purpose/);
    expect(lines.join('\n')).toMatch(/Task timed out after 1.00 seconds/);
  });

  it('answers a mock integration without a function', async () => {
    const response = await fetch(`${aws.restUrl}/v4/mock`);
    expect(await response.json()).toEqual({ mock: true });
  });

  it('refuses a body over 10 MB', async () => {
    const response = await fetch(`${aws.restUrl}/v4/svc/echo`, {
      method: 'POST',
      body: 'x'.repeat(10 * 1024 * 1024 + 1),
    });
    expect(response.status).toBe(413);
  });
});

describe('the table', () => {
  it('counts request units as DynamoDB does, an index entry being a write of its own', async () => {
    await post('svc/put', item('units', '1', { time: { N: '5' } }));
    await post('svc/get', item('units', '1'));
    await post('svc/query', { S: 'units' });
    expect((await callsOf('svc/put'))[0]).toMatchObject({
      door: 'rest',
      errorCode: 0,
      awsCalls: [{ service: 'dynamodb', operation: 'PutItem', writeUnits: 2, readUnits: 0 }],
    });
    expect((await callsOf('svc/get'))[0]?.awsCalls).toMatchObject([{ operation: 'GetItem', readUnits: 1 }]);
    expect((await callsOf('svc/query'))[0]?.awsCalls).toMatchObject([{ operation: 'Query', readUnits: 0.5 }]);
    const line = aws
      .bill()
      .perCommand.find(({ name }) => name === 'svc/put')
      ?.lines.find(({ name }) => name.includes('PutItem'));
    expect(line).toMatchObject({ name: 'dynamodb-write-units PutItem', quantity: 2 });
  });

  it('counts a transaction as twice its parts', async () => {
    await post('svc/transact', [item('tx', '1', { time: { N: '1' } }), item('tx', '2'), item('tx', '3')]);
    expect((await callsOf('svc/transact'))[0]?.awsCalls).toMatchObject([
      { operation: 'TransactWriteItems', writeUnits: 8 },
    ]);
  });

  it('hides the consumed capacity from a caller who did not ask for it', async () => {
    const client = new DynamoDBClient(operator());
    const put = new PutItemCommand({ TableName: aws.outputs.TableName, Item: item('hidden', '1') });
    expect((await client.send(put)).ConsumedCapacity).toBeUndefined();
    client.destroy();
  });
});

describe('permissions', () => {
  it('refuses an access key that it did not give, and a signature that does not fit', async () => {
    const denied = new DynamoDBClient({
      ...operator(),
      credentials: { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' },
    });
    await expect(denied.send(new QueryCommand({ TableName: 'x' }))).rejects.toThrow(/security token/);
    const forged = new DynamoDBClient({
      ...operator(),
      credentials: { ...aws.operator, secretAccessKey: 'forged' },
    });
    await expect(forged.send(new QueryCommand({ TableName: 'x' }))).rejects.toThrow(/signature/);
    denied.destroy();
    forged.destroy();
  });

  it('refuses what the role of a function does not allow, naming it in the error and in the log', async () => {
    const { body } = await post('svc/remove', item('units', '1'));
    expect(body).toMatchObject({ ErrorCode: 7, name: 'AccessDeniedException' });
    expect(body.message).toMatch(
      /not authorized to perform: dynamodb:DeleteItem on resource: arn:aws:dynamodb/,
    );
    expect(lines.join('\n')).toMatch(/NOT ALLOWED: LocalTest-api\w+ lacks dynamodb:DeleteItem/);
  });
});

describe('the socket', () => {
  it('leads a frame by its command, and any other to $default', async () => {
    const socket = await open();
    expect(await ask(socket, 'svc.say')).toMatchObject({
      routeKey: 'svc.say',
      connectionId: expect.stringMatching(/^.{15}=$/),
    });
    expect(await ask(socket, 'svc.unknown')).toMatchObject({ routeKey: '$default' });
    const answer = nextFrame(socket);
    socket.send('no JSON');
    expect(await answer).toMatch(/Internal server error/);
    socket.close();
  });

  it('answers a failing function as API Gateway does', async () => {
    const socket = await open();
    const answer = await ask(socket, 'svc.say', { fail: true });
    expect(answer).toEqual({
      message: 'Internal server error',
      connectionId: expect.any(String),
      requestId: expect.any(String),
    });
    socket.close();
  });

  it('sends nothing back on a route without route response, and answers a mock without a function', async () => {
    const socket = await open();
    socket.send(JSON.stringify({ head: { servcmd: 'svc.silent' } }));
    expect(await ask(socket, 'svc.beat', {}, 42)).toEqual({ seq: 42 });
    socket.close();
  });

  it('posts to open connections and answers 410 for one that is gone', async () => {
    const [ana, bob] = [await open(), await open()];
    const { connectionId } = await ask(bob, 'svc.say');
    const received = nextFrame(bob);
    expect(await ask(ana, 'svc.say', { to: connectionId })).toMatchObject({ posted: 'sent' });
    expect(await received).toBe('hello');
    const calls = await callsOf('svc.say');
    expect(calls.at(-1)).toMatchObject({ socketMessages: 3, awsCalls: [{ service: 'connections' }] });
    bob.close();
    await once(bob, 'close');
    await eventually(
      () => ask(ana, 'svc.say', { to: connectionId }),
      ({ posted }) => posted === 'GoneException',
    );
    ana.close();
  });

  it('closes with 1003 on a binary frame, with 1009 on a long frame or message', async () => {
    const [binary, long, message] = [await open(), await open(), await open()];
    binary.send(Buffer.from('x'));
    expect(await closeCode(binary)).toBe(1003);
    long.send('x'.repeat(33 * 1024));
    expect(await closeCode(long)).toBe(1009);
    for (let i = 0; i < 5; i++) message.send('x'.repeat(30 * 1024), { fin: i === 4 });
    expect(await closeCode(message)).toBe(1009);
  });

  it('closes an idle connection, and every connection in the end, with 1001', async () => {
    const [idle, busy] = [await open(), await open()];
    const ended: string[] = [];
    for (const [name, socket] of Object.entries({ idle, busy })) socket.once('close', () => ended.push(name));
    const codes = Promise.all([idle, busy].map(closeCode));
    const beat = setInterval(
      () => busy.readyState === busy.OPEN && busy.send(JSON.stringify({ head: { servcmd: 'svc.beat' } })),
      300,
    );
    expect(await codes).toEqual([1001, 1001]);
    expect(ended).toEqual(['idle', 'busy']);
    clearInterval(beat);
  });
});

describe('queues, events and streams', () => {
  it('retries only the failed message of a batch and gives it up to the dead-letter queue', async () => {
    await post('svc/enqueue', { id: 'good' });
    await post('svc/enqueue', { id: 'bad', bad: true });
    expect(await seen('queue', 1)).toMatchObject([{ eventSource: 'aws:sqs', body: '{"id":"good"}' }]);
    const client = new SQSClient(operator());
    const receive = new ReceiveMessageCommand({ QueueUrl: aws.outputs.DeadLetterUrl, WaitTimeSeconds: 20 });
    const { Messages = [] } = await client.send(receive);
    expect(Messages.map(({ Body }) => Body)).toEqual(['{"id":"bad","bad":true}']);
    client.destroy();
  });

  it('brings an event to the rules it fits', async () => {
    expect((await post('svc/emit', { id: 'e1', type: 'unwanted' })).body.result).toBe(0);
    await post('svc/emit', { id: 'e2', type: 'wanted' });
    expect(await seen('event', 1)).toMatchObject([{ source: 'test', detail: { id: 'e2' } }]);
    expect(aws.events().map(({ detail }) => (detail as { id: string }).id)).toEqual(['e1', 'e2']);
  });

  it('deletes expired items and tells the stream that DynamoDB itself did', async () => {
    const past = { expires: { N: String(Math.floor(Date.now() / 1000) - 10) } };
    await post('svc/put', item('watched', 'old', past));
    await post('svc/put', item('other', 'old', past));
    await post(
      'svc/put',
      item('watched', 'young', { expires: { N: String(Math.floor(Date.now() / 1000) + 1000) } }),
    );
    expect(await aws.sweepExpiredItems()).toBe(2);
    expect(await seen('stream', 1)).toMatchObject([
      {
        eventName: 'REMOVE',
        userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
        dynamodb: { Keys: { SK: { S: 'old' } } },
      },
    ]);
  });
});

describe('the bill', () => {
  it('adds up, in JSON and as text', async () => {
    const bill = aws.bill();
    const summed = bill.lines.reduce((total, { dollars }) => total + dollars, 0);
    expect(bill.total).toBeCloseTo(summed, 12);
    expect(bill.perFunction.reduce((total, { dollars }) => total + dollars, 0)).toBeCloseTo(summed, 12);
    expect(renderBill(bill)).toMatch(/svc\/put .*\$/);
    expect(await (await fetch(`${aws.restUrl}/_local/bill`)).json()).toMatchObject({ prices: bill.prices });
  });
});

describe('starting and stopping', () => {
  it('lists what it cannot carry', async () => {
    const other = synthesizeStack(stack => void new StringParameter(stack, 'Secret', { stringValue: 'x' }));
    const start = startLocalAws({ assemblyDirectory: other.directory });
    await expect(start).rejects.toThrow(LocalStartError);
    await expect(start).rejects.toThrow(/AWS::SSM::Parameter\s+Secret/);
    other.remove();
  });

  it('says what to do about a taken port and a missing Java', async () => {
    const empty = synthesizeStack(() => undefined);
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as AddressInfo;
    const options = { assemblyDirectory: empty.directory };
    await expect(startLocalAws({ ...options, port })).rejects.toThrow(
      new RegExp(`port ${port} is taken: .*PORT=`),
    );
    await expect(startLocalAws({ ...options, java: 'no-such-java' })).rejects.toThrow(/install Java 17/);
    blocker.close();
    empty.remove();
  });

  it('leaves no process and no open port', async () => {
    const children = () =>
      execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
    expect(children()).toMatch(/DynamoDBLocal/);
    await aws.stop();
    await aws.stop();
    expect(children()).not.toMatch(/DynamoDBLocal/);
    await expect(fetch(aws.restUrl)).rejects.toThrow();
  });
});

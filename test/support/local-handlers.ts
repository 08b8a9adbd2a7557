/** The handlers of the small app in `local-fixture.ts`, one bundle each, written as plain modules that esbuild bundles. */
export const handlers = {
  api: `
    import { DeleteItemCommand, DynamoDBClient, PutItemCommand, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
    import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
    import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
    const table = new DynamoDBClient({});
    const TableName = process.env.TABLE_NAME;
    const commands = {
      echo: async (_body, event, context) => ({ path: event.path, parameters: event.pathParameters, query: event.queryStringParameters,
        function: context.functionName, left: context.getRemainingTimeInMillis(), home: process.env.HOME ?? null }),
      put: async body => { await table.send(new PutItemCommand({ TableName, Item: body })); },
      get: async body => (await table.send(new GetItemCommand({ TableName, Key: body, ConsistentRead: true }))).Item,
      query: async body => (await table.send(new QueryCommand({ TableName, KeyConditionExpression: 'PK = :p',
        ExpressionAttributeValues: { ':p': body } }))).Items,
      remove: async body => { await table.send(new DeleteItemCommand({ TableName, Key: body })); },
      transact: async body => { await table.send(new TransactWriteItemsCommand({ TransactItems: body.map(Item => ({ Put: { TableName, Item } })) })); },
      enqueue: async body => { await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(body) })); },
      emit: async body => (await new EventBridgeClient({}).send(new PutEventsCommand({ Entries: [{ EventBusName: process.env.BUS_NAME,
        Source: 'test', DetailType: body.type, Detail: JSON.stringify(body) }] }))).FailedEntryCount,
      fail: async () => { throw new TypeError('on purpose'); },
    };
    export const handler = async (event, context) => {
      try {
        const result = await commands[event.pathParameters.command](JSON.parse(event.body ?? '{}'), event, context);
        return { statusCode: 200, headers: { 'X-Test': 'yes' }, body: JSON.stringify({ ErrorCode: 0, result: result ?? null }) };
      } catch (error) {
        if (error instanceof TypeError) throw error;
        return { statusCode: 200, body: JSON.stringify({ ErrorCode: 7, name: error.name, message: error.message }) };
      }
    };`,
  slow: `export const handler = () => new Promise(() => {});`,
  socket: `
    import { ApiGatewayManagementApiClient, PostToConnectionCommand } from '@aws-sdk/client-apigatewaymanagementapi';
    const client = new ApiGatewayManagementApiClient({ endpoint: process.env.SOCKET_ENDPOINT });
    export const handler = async event => {
      const { routeKey, connectionId } = event.requestContext;
      const { body = {} } = JSON.parse(event.body ?? '{}');
      if (body.fail) throw new Error('on purpose');
      let posted;
      if (body.to) {
        try {
          await client.send(new PostToConnectionCommand({ ConnectionId: body.to, Data: 'hello' }));
          posted = 'sent';
        } catch (error) { posted = error.name; }
      }
      return { statusCode: 200, body: JSON.stringify({ routeKey, connectionId, posted }) };
    };`,
  consumer: `
    import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
    const table = new DynamoDBClient({});
    const note = (kind, id, value) => table.send(new PutItemCommand({ TableName: process.env.TABLE_NAME,
      Item: { PK: { S: 'seen#' + kind }, SK: { S: String(id) }, value: { S: JSON.stringify(value) } } }));
    export const handler = async event => {
      if (!event.Records) return note('event', event.detail.id, event);
      const batchItemFailures = [];
      for (const record of event.Records) {
        if (record.eventSource === 'aws:dynamodb') await note('stream', record.dynamodb.Keys.SK.S, record);
        else if (JSON.parse(record.body).bad) batchItemFailures.push({ itemIdentifier: record.messageId });
        else await note('queue', JSON.parse(record.body).id, record);
      }
      return { batchItemFailures };
    };`,
} as const;

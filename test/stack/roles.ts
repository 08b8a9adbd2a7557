import { functionFolders } from '../../lib/infra/function-folders.ts';
import { permissions } from '../../lib/infra/permissions.ts';
import { functionsInStack, type Resource, resourcesOf } from './synthesized.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const list = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const roleOf = (name: string): Resource | undefined => {
  const found = resourcesOf('AWS::Lambda::Function').find(
    one => one.properties.Description === `Kaiwa ${name}`,
  );
  return resourcesOf('AWS::IAM::Role').find(role => role.id === found?.properties.Role['Fn::GetAtt'][0]);
};

const statementsOf = (role: Resource | undefined): readonly Statement[] =>
  list(role?.properties.Policies ?? []).flatMap(
    (policy: { PolicyDocument: { Statement: Statement[] } }) => policy.PolicyDocument.Statement,
  );

const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const pollingOfQueues = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
/** What Lambda does in the name of the consumer of a stream or of queues. */
const polling: Readonly<Record<string, readonly string[]>> = {
  'session-expiry': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'sqs:SendMessage',
  ],
  'fan-out': pollingOfQueues,
  'status-watch': pollingOfQueues,
};

const expectedActions = (name: string): readonly string[] => {
  const { table = [], timeIndex, connections, bus, queues, files = [] } = permissions[name] ?? {};
  return [
    ...logging,
    ...table,
    ...(timeIndex ? ['dynamodb:Query'] : []),
    ...(connections ? ['execute-api:ManageConnections'] : []),
    ...(bus ? ['events:PutEvents'] : []),
    ...(queues ? ['sqs:SendMessage'] : []),
    ...files,
    ...(polling[name] ?? []),
  ].sort();
};

export const rolesSuite = (): void => {
  test('folders, permissions and the functions of the stack agree', () => {
    expect(functionsInStack).toEqual(functionFolders());
    expect(Object.keys(permissions).sort()).toEqual(functionFolders());
  });

  test.each(functionsInStack)('the role of %s allows exactly what permissions.ts lists', name => {
    const statements = statementsOf(roleOf(name));
    expect(statements.flatMap(({ Action }) => list(Action)).sort()).toEqual(expectedActions(name));
  });

  test("a role is one function's alone and holds no managed policy", () => {
    const roles = resourcesOf('AWS::IAM::Role');
    expect(roles).toHaveLength(functionsInStack.length);
    for (const role of roles) expect(role.properties.ManagedPolicyArns).toBeUndefined();
    expect(resourcesOf('AWS::IAM::Policy')).toEqual([]);
  });

  test('no statement has a wildcard action or is open to every resource', () => {
    for (const statement of resourcesOf('AWS::IAM::Role').flatMap(statementsOf)) {
      expect(statement.Effect).toBe('Allow');
      expect(list(statement.Action).filter(action => action.includes('*'))).toEqual([]);
      expect(list(statement.Resource).filter(resource => resource === '*')).toEqual([]);
    }
  });

  test('stateless reaches nothing but its log, and a function is told of nothing it may not use', () => {
    for (const { properties } of resourcesOf('AWS::Lambda::Function')) {
      const {
        table,
        connections,
        bus,
        files,
        queues = [],
      } = permissions[properties.Description.replace('Kaiwa ', '')] ?? {};
      const told = Object.keys(properties.Environment?.Variables ?? {});
      const allowed = [
        table && 'TABLE_NAME',
        connections && 'SOCKET_ENDPOINT',
        bus && 'BUS_NAME',
        ...queues.map(queue => `${queue.toUpperCase()}_QUEUE`),
        files && 'FILES_ENDPOINT',
        files?.includes('s3:GetObject') ? 'FILES_LINK' : undefined,
      ];
      expect(told.sort()).toEqual(allowed.filter(name => name !== undefined).sort());
    }
    expect(expectedActions('stateless')).toEqual(logging);
  });
};

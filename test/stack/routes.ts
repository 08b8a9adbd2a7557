import type { FunctionName } from '../../lib/protocol/command.ts';
import { allCommands, restServicesOf, services, socketRoutesOf } from '../../lib/protocol/registry.ts';
import { functionIn, functionsInStack, type Resource, resourcesOf } from './synthesized.ts';

const owners = functionsInStack as readonly FunctionName[];

const integrationOwner = new Map(
  resourcesOf('AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [id, functionIn(properties)]),
);
const routes = resourcesOf('AWS::ApiGatewayV2::Route');

const ownerOf = ({ id, properties }: Resource): string | undefined => {
  const [, [, integration]] = properties.Target['Fn::Join'];
  return integrationOwner.get(`${id.split('.')[0]}.${integration.Ref}`);
};

/** How published clients of guests ask for news, which is no command (docs/live-rooms.md). */
const guestPoll = 'group_open_long_polling_http_noauth_svc.get_msg';
const unanswered: readonly string[] = ['$disconnect', guestPoll];

const isOwn = ({ properties }: Resource): boolean =>
  properties.RouteKey.startsWith('$') || properties.RouteKey === guestPoll;

const restPaths = (): Record<string, string | undefined> => {
  const parents = new Map(resourcesOf('AWS::ApiGateway::Resource').map(one => [one.id, one.properties]));
  return Object.fromEntries(
    resourcesOf('AWS::ApiGateway::Method').map(({ properties }) => {
      const command = parents.get(properties.ResourceId.Ref);
      const service = parents.get(command.ParentId.Ref);
      return [
        `${properties.HttpMethod} ${service.PathPart}/${command.PathPart}`,
        functionIn(properties.Integration),
      ];
    }),
  );
};

export const routesSuite = (): void => {
  test('every command with a socket door has one route, to its owner', () => {
    const expected = owners.flatMap(owner => socketRoutesOf(owner).map(key => [key, owner]));
    const found = routes
      .filter(route => !isOwn(route))
      .map(route => [route.properties.RouteKey, ownerOf(route)]);
    expect(found.sort()).toEqual(expected.sort());
    expect(new Set(found.map(([key]) => key)).size).toBe(found.length);
  });

  test('every service with a REST door has one resource, to its owner, and links to files lead to files', () => {
    const expected = owners.flatMap(owner =>
      restServicesOf(owner).map(name => [`POST ${name}/{command}`, owner]),
    );
    expect(restPaths()).toEqual({ ...Object.fromEntries(expected), 'GET files/{proxy+}': 'files' });
  });

  test('every command is owned by a function of the stack, and no service is declared twice', () => {
    const owned = allCommands.filter(({ service }) => !owners.includes(service.owner));
    expect(owned.map(({ service, name }) => `${service.name}.${name} of ${service.owner}`)).toEqual([]);
    expect(new Set(services.map(service => service.name)).size).toBe(services.length);
  });

  test('unknown frames go to stateless, ended connections to sessions, and opening one invokes nothing', () => {
    const own = routes.filter(isOwn).map(route => [route.properties.RouteKey, ownerOf(route)]);
    expect(Object.fromEntries(own)).toEqual({
      $default: 'stateless',
      $disconnect: 'sessions',
      [guestPoll]: 'groups',
    });
  });

  test('every route but $disconnect and the polls of guests sends the answer back', () => {
    const answered = new Set(
      resourcesOf('AWS::ApiGatewayV2::RouteResponse').map(
        ({ id, properties }) => `${id.split('.')[0]}.${properties.RouteId.Ref}`,
      ),
    );
    for (const { id, properties } of routes) {
      const twoWay = !unanswered.includes(properties.RouteKey);
      expect([properties.RouteKey, answered.has(id)]).toEqual([properties.RouteKey, twoWay]);
      expect(properties.RouteResponseSelectionExpression).toBe(twoWay ? '$default' : undefined);
    }
  });

  test('a frame is routed by head.servcmd, and the stages carry the names that clients expect', () => {
    const [api] = resourcesOf('AWS::ApiGatewayV2::Api');
    expect(api?.properties.RouteSelectionExpression).toBe('$request.body.head.servcmd');
    expect(resourcesOf('AWS::ApiGatewayV2::Stage').map(stage => stage.properties.StageName)).toEqual([
      'info',
    ]);
    expect(resourcesOf('AWS::ApiGateway::Stage').map(stage => stage.properties.StageName)).toEqual(['v4']);
  });

  test('each function may be invoked by a door at most once, and by its own API only', () => {
    const doorOf = (source: string): string => {
      if (source.includes('/info/')) return 'socket';
      if (source.includes('/v4/GET/files/*')) return 'links';
      return source.includes('/v4/POST/*') ? 'rest' : 'rule';
    };
    const permissions = resourcesOf('AWS::Lambda::Permission').map(({ properties }) => [
      functionIn(properties.FunctionName),
      doorOf(JSON.stringify(properties.SourceArn)),
    ]);
    const expected = owners.flatMap(owner => [
      ...(socketRoutesOf(owner).length > 0 || owner === 'stateless' ? [[owner, 'socket']] : []),
      ...(restServicesOf(owner).length > 0 ? [[owner, 'rest']] : []),
    ]);
    expected.push(
      ['files', 'links'],
      ['file-limits', 'rule'],
      ['profile-watch', 'rule'],
      ['status-watch', 'rule'],
    );
    expect(permissions.sort()).toEqual(expected.sort());
  });
};

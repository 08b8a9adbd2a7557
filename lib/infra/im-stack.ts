import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { FunctionName } from '../protocol/command.ts';
import { restServicesOf, socketRoutesOf } from '../protocol/registry.ts';
import { ChatTable } from './chat-table.ts';
import { ExpirySource } from './expiry-source.ts';
import { FeatureFunction } from './feature-function.ts';
import { functionFolders } from './function-folders.ts';
import { grantsOf } from './grants.ts';
import { RestApi } from './rest-api.ts';
import { SocketApi } from './socket-api.ts';

interface ImStackProps {
  /** Folder with one bundle folder for each function. */
  readonly bundles: string;
}

/** The function that answers what no other function owns. */
const fallback = 'stateless';
/** The function that hears of ended connections. */
const onDisconnect = 'sessions';
/** The function that hears of expired sessions. */
const onExpiry = 'session-expiry';

/** A whole Kaiwa: two doors, a function for each feature, one table, one bus. */
export class ImStack extends Stack {
  constructor(scope: Construct, id: string, { bundles }: ImStackProps) {
    super(scope, id, { description: 'Kaiwa: an open serverless backend for chat' });
    const data = new ChatTable(this, 'Data');
    const bus = new EventBus(this, 'Bus', { eventBusName: `${this.stackName}-events` });
    const socket = new SocketApi(this, 'Socket');
    const rest = new RestApi(this, 'Rest');
    const expiry = new ExpirySource(this, 'Expiry', data.table);

    for (const name of functionFolders()) {
      const { environment, statements } = grantsOf(name, { data, bus, socket });
      const more = name === onExpiry ? expiry.statements : [];
      const feature = new FeatureFunction(this, name, {
        name,
        code: join(bundles, name),
        environment,
        statements: [...statements, ...more],
      });
      if (name === onExpiry) expiry.feed(feature);
      else this.openDoors(feature, socket, rest);
    }
    new CfnOutput(this, 'SocketUrl', { value: `wss://${socket.address}` });
    new CfnOutput(this, 'RestUrl', { value: rest.url });
    new CfnOutput(this, 'TableName', { value: data.table.tableName });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
  }

  private openDoors(feature: FeatureFunction, socket: SocketApi, rest: RestApi): void {
    const owner = feature.name as FunctionName;
    const unknown = owner === fallback ? ['$default'] : [];
    const ended = owner === onDisconnect ? ['$disconnect'] : [];
    socket.addFunction(feature, [...socketRoutesOf(owner), ...unknown], ended);
    rest.addFunction(feature, restServicesOf(owner));
  }
}

import { PublishedClient } from './published-client.ts';
import { callRest } from './rest-client.ts';
import type { Runtime } from './runtime.ts';

/** Published clients of one test: logged in, and stopped together. */
export class PublishedClients {
  private readonly clients: PublishedClient[] = [];
  private names = 0;

  constructor(private readonly runtime: () => Runtime) {}

  /** An account name that no other test uses. */
  newName(short: string): string {
    this.names += 1;
    return `${short}${this.names}`;
  }

  async loggedIn(name: string): Promise<PublishedClient> {
    const { socketUrl, sdkAppId, userSig } = this.runtime();
    const client = new PublishedClient(socketUrl, sdkAppId);
    this.clients.push(client);
    await client.login(name, userSig(name));
    return client;
  }

  /** Calls a command as the administrator. */
  admin(command: string, body: object): Promise<Readonly<Record<string, unknown>>> {
    return callRest(this.runtime().administrator, command, body);
  }

  /** Stops every client. */
  async stop(): Promise<void> {
    await Promise.all(this.clients.splice(0).map(client => client.stop()));
  }
}

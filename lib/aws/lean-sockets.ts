import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock, Sockets } from '../kernel/ports.ts';
import type { ConnectionId } from '../protocol/ids.ts';
import { environmentVariable } from './environment.ts';
import { PostSigner } from './post-signer.ts';
import { type AccessKey, encode } from './signature-v4.ts';

/** How a lean post is made. */
export interface LeanOptions {
  /** `https://{api}.execute-api.{region}.amazonaws.com/{stage}` */
  readonly endpoint: string;
  readonly region: string;
  readonly key: AccessKey;
  /** Connections to API Gateway that are kept open; more posts at a time wait. */
  readonly connections: number;
}

/** Tries in all, as the SDK makes them; pauses between them in milliseconds. */
const pauses = [100, 400] as const;
/** A post that is not answered by then has failed: one connection must not hold up the others. */
const answerMilliseconds = 3_000;

/** API Gateway did not answer in time. */
class NoAnswer extends Error {
  constructor() {
    super(`API Gateway did not answer a post within ${answerMilliseconds} ms`);
    this.name = 'NoAnswer';
  }
}

const isPassing = (status: number): boolean => status === 429 || status >= 500;

/** Whether the answer says that the connection no longer exists. */
const isGone = (status: number): boolean => status === 410;

/**
 * The sockets port by bare HTTP over kept connections, for who posts a frame to hundreds: a post costs a fraction of the CPU
 * that the SDK's client takes (`npm run bench -- posts`). Same behaviour as `GatewaySockets`; both pass the same tests.
 */
export class LeanSockets implements Sockets {
  private readonly hostname: string;
  private readonly port: string;
  private readonly stage: string;
  private readonly agent: HttpAgent;
  private readonly send: typeof httpRequest;
  private readonly signer: PostSigner;

  constructor(
    { endpoint, region, key, connections }: LeanOptions,
    private readonly clock: Clock,
  ) {
    const { protocol, host, hostname, port, pathname } = new URL(endpoint);
    this.hostname = hostname;
    this.port = port;
    this.stage = pathname.replace(/\/$/, '');
    const secure = protocol === 'https:';
    const options = {
      keepAlive: true,
      maxSockets: connections,
      scheduling: 'lifo' as const,
      timeout: answerMilliseconds,
    };
    this.agent = secure ? new HttpsAgent(options) : new HttpAgent(options);
    this.send = secure ? httpsRequest : httpRequest;
    this.signer = new PostSigner(host, region, key);
  }

  async post(connection: ConnectionId, frame: string): Promise<'delivered' | 'gone'> {
    return isGone(await this.insist('POST', connection, frame)) ? 'gone' : 'delivered';
  }

  async close(connection: ConnectionId): Promise<void> {
    await this.insist('DELETE', connection, '');
  }

  /** @returns the status: a success or 410 @throws Error when the last try failed too */
  private async insist(method: 'POST' | 'DELETE', connection: ConnectionId, frame: string): Promise<number> {
    for (let tries = 0; ; tries += 1) {
      const wait = pauses[tries];
      const status = await this.once(method, connection, frame).catch((error: unknown) => {
        // Who has waited for an answer in vain has waited long enough.
        if (wait === undefined || error instanceof NoAnswer) throw error;
        return undefined;
      });
      if (status !== undefined && (status < 300 || isGone(status))) return status;
      if (wait === undefined || (status !== undefined && !isPassing(status)))
        throw new Error(`API Gateway answered ${status} to a ${method} on a connection`);
      await pause(wait);
    }
  }

  private once(method: 'POST' | 'DELETE', connection: ConnectionId, frame: string): Promise<number> {
    const segment = encode(connection);
    const canonicalPath = `${this.stage}/%40connections/${segment.replaceAll('%', '%25')}`;
    const headers = this.signer.sign(method, canonicalPath, frame, this.clock.now());
    headers['content-length'] = String(Buffer.byteLength(frame));
    const { agent, hostname, port } = this;
    const path = `${this.stage}/@connections/${segment}`;
    return new Promise((resolve, reject) => {
      const request = this.send(
        { agent, method, hostname, port, path, headers },
        (response: IncomingMessage) => {
          // The answer has no body worth reading; it has to be drained before the connection serves the next post.
          response.resume();
          response.once('end', () => resolve(response.statusCode ?? 0));
        },
      );
      request.once('timeout', () => request.destroy(new NoAnswer()));
      request.once('error', reject);
      request.end(frame);
    });
  }
}

/**
 * Lean posts of a Lambda function, in the name of its role.
 * @param endpoint as `LeanOptions` says
 * @param connections kept open to API Gateway
 */
export const lambdaSockets = (endpoint: string, connections: number, clock: Clock): Sockets => {
  const key = {
    accessKeyId: environmentVariable('AWS_ACCESS_KEY_ID'),
    secretAccessKey: environmentVariable('AWS_SECRET_ACCESS_KEY'),
    sessionToken: process.env.AWS_SESSION_TOKEN,
  };
  return new LeanSockets({ endpoint, region: environmentVariable('AWS_REGION'), key, connections }, clock);
};

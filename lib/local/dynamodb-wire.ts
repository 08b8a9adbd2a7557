import { Agent, request } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { JsonObject } from './json.ts';

/** DynamoDB Local wants a credential in the header and checks no signature. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20261101/local-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

export interface RawAnswer {
  readonly status: number;
  readonly body: string;
}

/** The runtime's own connection to DynamoDB Local. */
export class DynamoDbWire {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 32 });

  constructor(private readonly endpoint: string) {}

  /**
   * Sends a body as it is.
   * @param target such as `DynamoDB_20120810.GetItem`
   */
  send(target: string, body: string | Buffer): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      const headers = {
        authorization,
        'content-type': 'application/x-amz-json-1.0',
        'content-length': Buffer.byteLength(body),
        'x-amz-target': target,
      };
      const sent = request(this.endpoint, { method: 'POST', agent: this.agent, headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks).toString() }),
        );
      });
      sent.on('error', reject).end(body);
    });
  }

  /** Calls an operation of DynamoDB. @throws AwsError what DynamoDB answers */
  call<T extends object = JsonObject>(operation: string, input: object): Promise<T> {
    return this.ask<T>(`DynamoDB_20120810.${operation}`, input);
  }

  /** Calls an operation of DynamoDB Streams. @throws AwsError what it answers */
  streams<T extends object = JsonObject>(operation: string, input: object): Promise<T> {
    return this.ask<T>(`DynamoDBStreams_20120810.${operation}`, input);
  }

  close(): void {
    this.agent.destroy();
  }

  private async ask<T>(target: string, input: object): Promise<T> {
    const { status, body } = await this.send(target, JSON.stringify(input));
    const answer = JSON.parse(body) as { __type?: string; message?: string };
    if (status === 200) return answer as T;
    throw new AwsError(answer.__type?.split('#').at(-1) ?? 'Unknown', answer.message ?? body, status);
  }
}

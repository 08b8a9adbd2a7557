import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Authorizer } from './authorizer.ts';
import { AwsError } from './aws-error.ts';
import type { AwsCall } from './call-record.ts';
import { type Credentials, type Principal, payerOf } from './credentials.ts';
import type { Faults } from './faults.ts';
import { readBody } from './http.ts';
import type { Owner } from './meter.ts';
import { accessKeyOf, signatureFault } from './signature.ts';

/** A request of a known principal to a service. */
export interface ServiceRequest {
  readonly principal: Principal;
  /** Who pays, as it was when the request came: by its end the function may work on another call. */
  readonly payer: Owner;
  readonly operation: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly body: Buffer;
  /** Where units are written down. */
  readonly record: AwsCall;
  /** @throws AwsError AccessDeniedException when the role does not allow it */
  readonly authorize: (action: string, resource: string) => void;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType?: string;
}

/** One AWS service. */
export interface Service {
  readonly name: string;
  readonly answer: (request: ServiceRequest) => Promise<ServiceAnswer>;
}

/** Services by the part before the dot of `X-Amz-Target`. */
export type ServicesByTarget = Readonly<Record<string, Service>>;

export interface EndpointParts {
  readonly credentials: Credentials;
  readonly authorizer: Authorizer;
  readonly faults: Faults;
  readonly log: (line: string) => void;
}

/** No request to the emulated services is larger (DynamoDB's BatchWriteItem: 16 MB). */
const bodyLimit = 17 * 1024 * 1024;

/** The door of the local AWS: tells who calls, checks signature and permission, and hands on to the service. */
export class AwsEndpoint {
  constructor(
    private readonly parts: EndpointParts,
    private readonly services: ServicesByTarget,
  ) {}

  /** Listens for services that name the operation in `X-Amz-Target`. */
  readonly listener: RequestListener = (request, response) => {
    const [target = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    void this.serve(request, response, this.services[target], operation);
  };

  /** Answers a request for one service. */
  async serve(
    request: IncomingMessage,
    response: ServerResponse,
    service: Service | undefined,
    operation: string,
  ): Promise<void> {
    try {
      const body = (await readBody(request, bodyLimit)) ?? Buffer.alloc(0);
      if (!service)
        throw new AwsError(
          'UnknownOperationException',
          `the local AWS has no service for ${request.method} ${request.url} ${operation}`,
        );
      const principal = this.identify(request, body);
      const answer = await this.call(service, operation, principal, request, body);
      const headers = {
        'content-type': answer.contentType ?? 'application/x-amz-json-1.0',
        'x-amzn-requestid': randomUUID(),
      };
      response.writeHead(answer.status, headers).end(answer.body);
    } catch (error) {
      this.fail(response, error);
    }
  }

  private identify(request: IncomingMessage, body: Buffer): Principal {
    const principal = this.parts.credentials.holder(accessKeyOf(request.headers) ?? '');
    if (!principal)
      throw new AwsError(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
        403,
      );
    const { method = '', url = '', headers } = request;
    const fault = signatureFault({ method, url, headers, body }, principal);
    if (fault)
      throw new AwsError('InvalidSignatureException', `The request signature is not valid: ${fault}.`, 403);
    return principal;
  }

  private async call(
    service: Service,
    operation: string,
    principal: Principal,
    request: IncomingMessage,
    body: Buffer,
  ) {
    const record: AwsCall = {
      service: service.name,
      operation,
      readUnits: 0,
      writeUnits: 0,
      startedMs: Date.now(),
      endedMs: 0,
    };
    const payer = payerOf(principal);
    principal.call?.()?.awsCalls.push(record);
    try {
      await this.parts.faults.beforeAwsCall?.({
        function: principal.function,
        service: service.name,
        operation,
      });
      const authorize = (action: string, resource: string) =>
        this.parts.authorizer.check(principal, action, resource);
      const { method = '', url = '' } = request;
      return await service.answer({ principal, payer, operation, method, url, body, record, authorize });
    } catch (error) {
      record.error = error instanceof AwsError ? error.type : 'InternalServerError';
      throw error;
    } finally {
      record.endedMs = Date.now();
    }
  }

  private fail(response: ServerResponse, error: unknown): void {
    const known = error instanceof AwsError ? error : new AwsError('InternalServerError', String(error), 500);
    if (known !== error) this.parts.log(`local AWS: ${error instanceof Error ? error.stack : String(error)}`);
    const headers = {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': randomUUID(),
      'x-amzn-errortype': known.type,
    };
    if (response.headersSent) return void response.end();
    response
      .writeHead(known.status, headers)
      .end(JSON.stringify({ __type: known.type, message: known.message }));
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalStartError } from './local-start-error.ts';

/**
 * Reads a request's body.
 * @param limit bytes; beyond it the answer is undefined and the rest is thrown away
 */
export const readBody = (request: IncomingMessage, limit: number): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
    });
    request.once('error', reject);
    request.once('end', () => resolve(size > limit ? undefined : Buffer.concat(chunks, size)));
  });

/** Sends a JSON text. */
export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

/**
 * Listens on an address.
 * @param port 0 picks a free one
 * @throws LocalStartError when the port is taken
 */
export const listen = (
  host: string,
  port: number,
  handler: RequestListener,
): Promise<{ server: Server; port: number }> =>
  new Promise((resolve, reject) => {
    const server = createServer({ keepAliveTimeout: 60_000 }, handler);
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `port ${port} is taken: stop what listens there, or choose another with PORT=…, or PORT=0 for any free one.`;
      reject(error.code === 'EADDRINUSE' ? new LocalStartError(taken) : error);
    });
    server.listen(port, host, () => resolve({ server, port: (server.address() as AddressInfo).port }));
  });

/** Closes a server and every connection that is still open on it. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

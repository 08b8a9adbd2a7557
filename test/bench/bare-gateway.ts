import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers every request with an empty success, in a process of its own so that its CPU is not counted. Prints its port. */
const server = createServer((request, response) => {
  request.resume();
  request.once('end', () => response.writeHead(200, { 'content-length': 0 }).end());
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit(0));

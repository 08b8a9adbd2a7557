import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CallLog } from './call-record.ts';
import type { EventBuses } from './event-bus.ts';
import { sendJson } from './http.ts';
import type { Bill } from './meter.ts';

/** What the pages show. */
export interface PageSources {
  readonly bill: () => Bill;
  readonly resetMeter: () => void;
  readonly buses: EventBuses;
  readonly calls: CallLog;
}

/** `/_local/…`: the runtime's own pages, in JSON. */
export const servePage = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  sources: PageSources,
): void => {
  const pages: Record<string, () => unknown> = {
    'GET /_local/bill': sources.bill,
    'GET /_local/events': () => sources.buses.events(),
    'GET /_local/calls': () => sources.calls.since(Number(url.searchParams.get('since') ?? 0)),
    'POST /_local/reset-meter': () => {
      sources.resetMeter();
      return {};
    },
  };
  const page = pages[`${request.method} ${url.pathname}`];
  sendJson(
    response,
    page ? 200 : 404,
    page ? page() : { message: `pages: ${Object.keys(pages).join(', ')}` },
  );
};

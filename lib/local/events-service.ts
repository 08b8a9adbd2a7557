import type { Service, ServiceAnswer, ServiceRequest } from './aws-endpoint.ts';
import { AwsError } from './aws-error.ts';
import type { EventBuses } from './event-bus.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { arn } from './local-world.ts';
import type { Meter } from './meter.ts';

/** Bytes of one entry, and of a request (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html). */
const largestBytes = 262_144;
const mostEntries = 10;
/** An event is billed for each 64 KB. */
const billedStep = 65_536;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const entrySize = (entry: JsonObject): number =>
  (entry.Time === undefined ? 0 : 14) +
  ['Source', 'DetailType', 'Detail'].reduce((total, name) => total + Buffer.byteLength(text(entry[name])), 0);

const busOf = (entry: JsonObject): string => text(entry.EventBusName).split('/').at(-1) || 'default';

interface Refusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

const refusal = (entry: JsonObject): Refusal | undefined => {
  const invalid = (ErrorMessage: string) => ({ ErrorCode: 'InvalidArgument', ErrorMessage });
  if (!text(entry.Source))
    return invalid('Parameter Source is not valid. Reason: Source is a required argument.');
  if (text(entry.Source).startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  if (!text(entry.DetailType))
    return invalid('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  if (!text(entry.Detail))
    return invalid('Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (!isObject(parseJson(text(entry.Detail))))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  return undefined;
};

/** EventBridge: PutEvents. */
export class EventsService implements Service {
  readonly name = 'events';

  constructor(
    private readonly buses: EventBuses,
    private readonly meter: Meter,
  ) {}

  readonly answer = async (request: ServiceRequest): Promise<ServiceAnswer> => {
    if (request.operation !== 'PutEvents') {
      throw new AwsError(
        'UnknownOperationException',
        `${request.operation} is not emulated; add it to lib/local/events-service.ts`,
      );
    }
    const entries = this.entriesOf(request.body);
    for (const bus of new Set(entries.map(busOf)))
      request.authorize('events:PutEvents', arn('events', `event-bus/${bus}`));
    const Entries = entries.map(entry => this.put(entry, request));
    return {
      status: 200,
      contentType: 'application/x-amz-json-1.1',
      body: JSON.stringify({
        FailedEntryCount: Entries.filter(entry => 'ErrorCode' in entry).length,
        Entries,
      }),
    };
  };

  private entriesOf(body: Buffer): readonly JsonObject[] {
    const input = parseJson(body.toString());
    const entries = isObject(input) && Array.isArray(input.Entries) ? input.Entries.filter(isObject) : [];
    if (entries.length === 0 || entries.length > mostEntries) {
      throw new AwsError(
        'ValidationException',
        `Value at 'entries' must have between 1 and ${mostEntries} members.`,
      );
    }
    if (entries.reduce((total, entry) => total + entrySize(entry), 0) > largestBytes) {
      throw new AwsError(
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    }
    return entries;
  }

  private put(entry: JsonObject, request: ServiceRequest): { EventId: string } | Refusal {
    const refused = refusal(entry);
    if (refused) return refused;
    const bus = busOf(entry);
    this.meter.count(
      'event-bus-events',
      Math.max(1, Math.ceil(entrySize(entry) / billedStep)),
      request.payer,
    );
    const resources = Array.isArray(entry.Resources) ? entry.Resources.map(String) : [];
    const detail = parseJson(text(entry.Detail)) ?? {};
    const given = { bus, source: text(entry.Source), detailType: text(entry.DetailType), detail, resources };
    return { EventId: this.buses.put(given) };
  }
}

import { atPath, type Json, parseJson } from './json.ts';
import type { Owner } from './meter.ts';

/** One call of a function to AWS; times are milliseconds since the epoch. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  readUnits: number;
  writeUnits: number;
  readonly startedMs: number;
  endedMs: number;
  /** The error type that AWS answered with, if it did. */
  error?: string;
}

/** Where a call came in. */
export type Door = 'rest' | 'socket' | 'queue' | 'stream' | 'event' | 'schedule';

/** One call of a door, while and after it is handled. */
export interface CallRecord {
  readonly sequence: number;
  readonly door: Door;
  readonly command: string;
  readonly function: string;
  /** Milliseconds since the epoch. */
  readonly startedMs: number;
  milliseconds: number;
  cold: boolean;
  readonly awsCalls: AwsCall[];
  /** Billed socket messages: in, route response, and posts made by this call. */
  socketMessages: number;
  ok: boolean;
  /** `ErrorCode` of the reply as the caller saw it, where it has one. */
  errorCode?: number;
}

/** How many calls are remembered. */
const remembered = 10_000;

const clock = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(11, 23);

const lineOf = (call: CallRecord): string => {
  const units = (key: 'readUnits' | 'writeUnits') =>
    call.awsCalls.reduce((total, aws) => total + aws[key], 0);
  const outcome = call.ok ? (call.errorCode ?? 'ok') : 'FAILED';
  const cost = `${units('writeUnits')} WRU ${units('readUnits')} RRU`;
  return `${clock(call.startedMs)} ${call.door} ${call.command} ${outcome} ${call.milliseconds.toFixed(0)} ms ${cost}${call.cold ? ' cold' : ''} (${call.function})`;
};

/** Reads `ErrorCode` of a REST reply, or of the body of a socket reply. */
export const errorCodeIn = (reply: string | undefined): number | undefined => {
  const parsed: Json | undefined = parseJson(reply ?? '');
  const code = atPath(parsed, ['ErrorCode']) ?? atPath(parsed, ['body', 'ErrorCode']);
  return typeof code === 'number' ? code : undefined;
};

/** The trace of the last calls, and one readable line for each. */
export class CallLog {
  private readonly calls: CallRecord[] = [];
  private sequence = 0;

  constructor(private readonly log: (line: string) => void) {}

  /** Begins a call. */
  begin(door: Door, command: string, functionName: string): CallRecord {
    return {
      sequence: ++this.sequence,
      door,
      command,
      function: functionName,
      startedMs: Date.now(),
      milliseconds: 0,
      cold: false,
      awsCalls: [],
      socketMessages: 0,
      ok: true,
    };
  }

  /** Ends a call: it can be read from now on. */
  end(call: CallRecord, outcome: { ok: boolean; reply?: string | undefined }): void {
    call.milliseconds = Date.now() - call.startedMs;
    call.ok = outcome.ok;
    const code = errorCodeIn(outcome.reply);
    if (code !== undefined) call.errorCode = code;
    this.calls.push(call);
    if (this.calls.length > remembered) this.calls.shift();
    this.log(lineOf(call));
  }

  /** Calls that began after the one of that sequence number, in the order they ended. */
  since(sequence: number): readonly CallRecord[] {
    return this.calls.filter(call => call.sequence > sequence);
  }
}

/** Who pays for a call. */
export const ownerOf = (call: CallRecord): Owner => ({
  command: call.command,
  function: call.function || undefined,
});

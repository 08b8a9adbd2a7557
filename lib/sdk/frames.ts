import type { ChatNotice, PushEvent } from '../protocol/pushes.ts';

/** A frame from the server, as far as it has to be understood to pass it on. */
export type IncomingFrame =
  | { readonly kind: 'reply'; readonly servcmd: string; readonly seq: number; readonly body: ReplyBody }
  | { readonly kind: 'push'; readonly events: readonly PushEvent[] }
  /** Nothing we know: API Gateway's own notices, commands of a later version. */
  | { readonly kind: 'other' };

/** The envelope of every reply (contract: envelope.md 2). */
export interface ReplyBody {
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
}

const pushCommands: ReadonlySet<unknown> = new Set([
  'im_open_push.msg_push',
  'im_open_status.stat_forceoffline',
]);

interface Loose {
  readonly head?: { readonly servcmd?: unknown; readonly seq?: unknown };
  readonly body?: Partial<ReplyBody> & { readonly EventArray?: readonly PushEvent[] };
}

const parse = (text: unknown): Loose => {
  try {
    const json: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
    return json instanceof Object ? json : {};
  } catch {
    return {};
  }
};

/** Reads a frame. The server is trusted for the shapes inside a body; anything else about a frame is checked. */
export const readFrame = (text: unknown): IncomingFrame => {
  const { head, body } = parse(text);
  if (!head || !(body instanceof Object)) return { kind: 'other' };
  if (pushCommands.has(head.servcmd)) {
    return { kind: 'push', events: Array.isArray(body.EventArray) ? body.EventArray : [] };
  }
  if (typeof head.servcmd !== 'string' || typeof head.seq !== 'number') return { kind: 'other' };
  const reply = { ...body, ErrorCode: body.ErrorCode ?? 0, ErrorInfo: body.ErrorInfo ?? '' };
  return { kind: 'reply', servcmd: head.servcmd, seq: head.seq, body: reply };
};

/** The notices among events. */
export const noticesIn = (events: readonly PushEvent[]): readonly ChatNotice[] =>
  events.flatMap(event => ('C2cNotifyMsgArray' in event ? event.C2cNotifyMsgArray : []));

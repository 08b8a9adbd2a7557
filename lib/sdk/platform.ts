/** What the SDK needs of a WebSocket. The browser's own and the `ws` package both fit. */
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** A class whose instances connect as soon as they are made. */
export type SocketClass = new (url: string) => Socket;

/** Everything the SDK asks of the machine it runs on. Tests script it. */
export interface Platform {
  openSocket(url: string): Socket;
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs a function later. @returns what cancels it */
  after(milliseconds: number, run: () => void): () => void;
  /** At least 0, less than 1. */
  random(): number;
}

/**
 * The machine as it is: a browser, or Node 22 and later with its global `WebSocket`, or any Node with a given one.
 * @throws Error when there is no WebSocket at all
 */
export const machine = (
  WebSocketClass: SocketClass | undefined = globalThis.WebSocket as SocketClass | undefined,
): Platform => {
  if (!WebSocketClass) throw new Error('there is no WebSocket here; pass one as the option WebSocket');
  return {
    openSocket: url => new WebSocketClass(url),
    now: () => Date.now(),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  };
};

/** Where a connection stands. `closed` and `kicked` are the end of it. */
export type ConnectionState =
  | 'disconnected'
  | 'connecting'
  | 'authenticating'
  | 'ready'
  | 'waiting'
  | 'closed'
  | 'kicked';

/** What can happen to a connection. */
export type ConnectionEvent =
  /** The application asked for it. */
  | 'start'
  /** The socket is open. */
  | 'opened'
  /** The server took the login. */
  | 'accepted'
  /** The server refused the login, and would again. */
  | 'refused'
  /** The socket is gone, or as good as gone. */
  | 'dropped'
  /** As `dropped`, before there ever was a login. */
  | 'unreachable'
  /** The wait before the next attempt is over. */
  | 'retry'
  /** The server ended the login. */
  | 'kicked'
  /** The application has had enough. */
  | 'stop';

type Row = Partial<Record<ConnectionEvent, ConnectionState>>;

/** Every transition there is. An event that a row does not name leaves the state as it is. */
const table: Readonly<Record<ConnectionState, Row>> = {
  disconnected: { start: 'connecting', stop: 'closed' },
  connecting: { opened: 'authenticating', dropped: 'waiting', unreachable: 'closed', stop: 'closed' },
  authenticating: {
    accepted: 'ready',
    refused: 'closed',
    dropped: 'waiting',
    unreachable: 'closed',
    kicked: 'kicked',
    stop: 'closed',
  },
  ready: { dropped: 'waiting', kicked: 'kicked', stop: 'closed' },
  waiting: { retry: 'connecting', stop: 'closed' },
  closed: {},
  kicked: {},
};

/** The state after an event; undefined when the event means nothing in this state. */
export const nextState = (state: ConnectionState, event: ConnectionEvent): ConnectionState | undefined =>
  table[state][event];

/** Whether nothing can happen to the connection any more. */
export const isOver = (state: ConnectionState): boolean => Object.keys(table[state]).length === 0;

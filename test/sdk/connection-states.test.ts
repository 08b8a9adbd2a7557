import {
  type ConnectionEvent,
  type ConnectionState,
  isOver,
  nextState,
} from '../../lib/sdk/connection-states.ts';

const states: readonly ConnectionState[] = [
  'disconnected',
  'connecting',
  'authenticating',
  'ready',
  'waiting',
  'closed',
  'kicked',
];
const events: readonly ConnectionEvent[] = [
  'start',
  'opened',
  'accepted',
  'refused',
  'dropped',
  'unreachable',
  'retry',
  'kicked',
  'stop',
];

const transitions: readonly (readonly [ConnectionState, ConnectionEvent, ConnectionState])[] = [
  ['disconnected', 'start', 'connecting'],
  ['disconnected', 'stop', 'closed'],
  ['connecting', 'opened', 'authenticating'],
  ['connecting', 'dropped', 'waiting'],
  ['connecting', 'unreachable', 'closed'],
  ['connecting', 'stop', 'closed'],
  ['authenticating', 'accepted', 'ready'],
  ['authenticating', 'refused', 'closed'],
  ['authenticating', 'dropped', 'waiting'],
  ['authenticating', 'unreachable', 'closed'],
  ['authenticating', 'kicked', 'kicked'],
  ['authenticating', 'stop', 'closed'],
  ['ready', 'dropped', 'waiting'],
  ['ready', 'kicked', 'kicked'],
  ['ready', 'stop', 'closed'],
  ['waiting', 'retry', 'connecting'],
  ['waiting', 'stop', 'closed'],
];

describe('the states of a connection', () => {
  test.each(transitions)('%s, %s: %s', (state, event, next) => {
    expect(nextState(state, event)).toBe(next);
  });

  test('every other event leaves the state as it is', () => {
    const named = new Set(transitions.map(([state, event]) => `${state} ${event}`));
    const others = states.flatMap(state =>
      events.filter(event => !named.has(`${state} ${event}`)).map(event => nextState(state, event)),
    );
    expect(others).toHaveLength(states.length * events.length - transitions.length);
    expect(new Set(others)).toEqual(new Set([undefined]));
  });

  test('closed and kicked are the end', () => {
    expect(states.filter(isOver)).toEqual(['closed', 'kicked']);
  });
});

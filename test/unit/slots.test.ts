import * as fc from 'fast-check';
import { displaced, type Occupant } from '../../lib/domain/session/slots.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { InstanceId } from '../../lib/protocol/ids.ts';
import { holds } from '../support/property.ts';

const numbers = { windows: 1, android: 2, iphone: 3, mac: 4, ipad: 5, web: 7 } as const;
type Device = keyof typeof numbers;
type Mode = ApplicationSettings['loginMode'];

/** Sessions in the order of their logins; all connected. */
const sessions = (...devices: readonly Device[]): Occupant[] =>
  devices.map((device, index) => ({
    instance: (index + 1) as InstanceId,
    platform: numbers[device],
    loggedInAt: 1_000 + index,
    connected: true,
  }));

const rule = (loginMode: Mode, webInstances = 1, nativeInstances = 1) => ({
  loginMode,
  webInstances,
  nativeInstances,
});

/** `instance/kickType` of those who have to go. */
const out = (mode: Mode, occupants: readonly Occupant[], webInstances = 1, nativeInstances = 1): string[] =>
  displaced(rule(mode, webInstances, nativeInstances), occupants)
    .map(({ instance, kickType }) => `${instance}/${kickType}`)
    .sort();

/**
 * What happens to the first of two clients when the second logs in: it stays (`-`), or goes with KickType 1 (its own
 * platform) or 2 (another platform took the slot). Rows: the first client; columns: the second (contract:
 * conversations-and-login.md F1 and F2, with one client for each platform).
 */
const pairs: Readonly<Record<Mode, string>> = {
  single: `
            windows android iphone mac ipad web
    windows    1       2      2     2    2   2
    android    2       1      2     2    2   2
    iphone     2       2      1     2    2   2
    mac        2       2      2     1    2   2
    ipad       2       2      2     2    1   2
    web        2       2      2     2    2   1`,
  dual: `
            windows android iphone mac ipad web
    windows    1       2      2     2    2   -
    android    2       1      2     2    2   -
    iphone     2       2      1     2    2   -
    mac        2       2      2     1    2   -
    ipad       2       2      2     2    1   -
    web        -       -      -     -    -   1`,
  triple: `
            windows android iphone mac ipad web
    windows    1       -      -     2    -   -
    android    -       1      2     -    2   -
    iphone     -       2      1     -    2   -
    mac        2       -      -     1    -   -
    ipad       -       2      2     -    1   -
    web        -       -      -     -    -   1`,
  multi: `
            windows android iphone mac ipad web
    windows    1       -      -     -    -   -
    android    -       1      -     -    -   -
    iphone     -       -      1     -    -   -
    mac        -       -      -     1    -   -
    ipad       -       -      -     -    1   -
    web        -       -      -     -    -   1`,
};

const rowsOf = (mode: Mode): readonly [Mode, Device, Device, string][] => {
  const [columns = [], ...rows] = pairs[mode]
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/));
  return rows.flatMap(([first, ...kicks]) =>
    kicks.map((kick, i): [Mode, Device, Device, string] => [
      mode,
      first as Device,
      columns[i] as Device,
      kick,
    ]),
  );
};

test.each((Object.keys(pairs) as Mode[]).flatMap(rowsOf))(
  'in %s mode, after %s, a login on %s puts the first out with type %s',
  (mode, first, second, kick) => {
    expect(out(mode, sessions(first, second))).toEqual(kick === '-' ? [] : [`1/${kick}`]);
  },
);

test('every pair of platforms is in the table of every mode', () => {
  for (const mode of Object.keys(pairs) as Mode[]) expect(rowsOf(mode)).toHaveLength(36);
});

test('a client of another kind keeps its slot when two others fight for theirs', () => {
  expect(out('dual', sessions('windows', 'android', 'web'))).toEqual(['1/2']);
  expect(out('triple', sessions('android', 'windows', 'web'))).toEqual([]);
  expect(out('multi', sessions('android', 'iphone', 'ipad', 'windows', 'mac', 'web'))).toEqual([]);
});

test('over the number of clients on one native platform the earliest goes', () => {
  expect(out('dual', sessions('mac', 'mac', 'mac'), 1, 3)).toEqual([]);
  expect(out('dual', sessions('mac', 'mac', 'mac', 'mac'), 1, 3)).toEqual(['1/1']);
  expect(out('multi', sessions('ipad', 'mac', 'ipad', 'mac', 'ipad'), 1, 2)).toEqual(['1/1']);
});

test('another platform takes the slot from all clients of the one before, however many may be there', () => {
  expect(out('dual', sessions('android', 'android', 'iphone', 'web'), 1, 3)).toEqual(['1/2', '2/2']);
});

test('the number of web pages says nothing about native clients', () => {
  expect(out('dual', sessions('android', 'android', 'web', 'web'), 10, 1)).toEqual(['1/1']);
});

test('over the number of web pages the earliest goes', () => {
  expect(out('dual', sessions('web', 'web', 'web', 'android'), 2)).toEqual(['1/1']);
  expect(out('dual', sessions('web', 'web', 'web'), 3)).toEqual([]);
});

test('a page that is away goes before an older one that is there', () => {
  const [first, second, third] = sessions('web', 'web', 'web');
  const away = { ...second, connected: false } as Occupant;
  expect(out('dual', [first as Occupant, away, third as Occupant], 2)).toEqual(['2/1']);
});

test('an unknown platform counts as a web page', () => {
  const [web, unknown] = sessions('web', 'web');
  expect(out('dual', [web as Occupant, { ...unknown, platform: 99 } as Occupant])).toEqual(['1/1']);
});

const anySessions = fc
  .array(
    fc.record({
      platform: fc.constantFrom(1, 2, 3, 4, 5, 7, 99),
      loggedInAt: fc.nat(5),
      connected: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map(list => list.map((one, index): Occupant => ({ ...one, instance: index as InstanceId })));
const anyNumber = fc.integer({ min: 1, max: 10 });
const anyMode = fc.constantFrom<Mode>('single', 'dual', 'triple', 'multi');

test('whoever looks, in whatever order, sees the same sessions go', () => {
  holds(
    fc.property(anyMode, anyNumber, anyNumber, anySessions, (mode, web, native, list) => {
      expect(out(mode, [...list].reverse(), web, native)).toEqual(out(mode, list, web, native));
    }),
  );
});

test('when they have gone nobody else has to, and somebody is left', () => {
  holds(
    fc.property(anyMode, anyNumber, anyNumber, anySessions, (mode, web, native, list) => {
      const gone = displaced(rule(mode, web, native), list).map(({ instance }) => instance);
      const left = list.filter(({ instance }) => !gone.includes(instance));
      expect(out(mode, left, web, native)).toEqual([]);
      expect(left.length > 0).toBe(list.length > 0);
    }),
  );
});

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

const rule = (loginMode: Mode, webInstances = 1) => ({ loginMode, webInstances });

/** `instance/kickType` of those who have to go. */
const out = (mode: Mode, occupants: readonly Occupant[], webInstances = 1): string[] =>
  displaced(rule(mode, webInstances), occupants)
    .map(({ instance, kickType }) => `${instance}/${kickType}`)
    .sort();

test.each<[Mode, readonly Device[], readonly string[]]>([
  ['single', ['web', 'android'], ['1/2']],
  ['single', ['android', 'web'], ['1/2']],
  ['single', ['web', 'web'], ['1/1']],
  ['single', ['mac', 'ipad'], ['1/2']],
  ['dual', ['web', 'android'], []],
  ['dual', ['android', 'iphone'], ['1/2']],
  ['dual', ['windows', 'android', 'web'], ['1/2']],
  ['dual', ['web', 'web'], ['1/1']],
  ['dual', ['android', 'android'], ['1/1']],
  ['triple', ['android', 'windows', 'web'], []],
  ['triple', ['android', 'ipad'], ['1/2']],
  ['triple', ['mac', 'windows'], ['1/2']],
  ['multi', ['android', 'iphone', 'ipad', 'windows', 'mac', 'web'], []],
  ['multi', ['mac', 'mac'], ['1/1']],
])('in %s mode, of %j in this order, %j has to go', (mode, devices, expected) => {
  expect(out(mode, sessions(...devices))).toEqual(expected);
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
const anyMode = fc.constantFrom<Mode>('single', 'dual', 'triple', 'multi');

test('whoever looks, in whatever order, sees the same sessions go', () => {
  holds(
    fc.property(anyMode, fc.integer({ min: 1, max: 10 }), anySessions, (mode, webInstances, list) => {
      expect(out(mode, [...list].reverse(), webInstances)).toEqual(out(mode, list, webInstances));
    }),
  );
});

test('when they have gone nobody else has to, and somebody is left', () => {
  holds(
    fc.property(anyMode, fc.integer({ min: 1, max: 10 }), anySessions, (mode, webInstances, list) => {
      const gone = displaced(rule(mode, webInstances), list).map(({ instance }) => instance);
      const left = list.filter(({ instance }) => !gone.includes(instance));
      expect(out(mode, left, webInstances)).toEqual([]);
      expect(left.length > 0).toBe(list.length > 0);
    }),
  );
});

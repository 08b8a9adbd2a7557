import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { type Platform, platformOf } from '../../lib/domain/session/platforms.ts';
import { sessionsOf } from '../../lib/domain/session/session-store.ts';
import type { ApplicationSettings } from '../../lib/kernel/application.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { SessionWorld } from '../support/session-world.ts';

const database = databaseOfTests();
let applications = 1_450_000_000;
/** A table whose calls take different times, so that the steps of many logins mix. */
const uneven = (table: Table, delays: readonly number[]): Table => {
  let call = 0;
  return new Proxy(table, {
    get: (target, name) => {
      const operation: unknown = Reflect.get(target, name);
      if (typeof operation !== 'function') return operation;
      return async (...args: readonly unknown[]) => {
        call += 1;
        await sleep(delays[call % delays.length] ?? 0);
        return operation.apply(target, args);
      };
    },
  });
};

/** Windows, Android, iPhone, Mac, iPad, Web. */
const platforms = [1, 2, 3, 4, 5, 7];
const mobile: readonly Platform[] = ['Android', 'iPhone', 'iPad'];
const native: readonly Platform[] = [...mobile, 'Windows', 'Mac'];

/** The slots of each mode, as the contract lists them (conversations-and-login.md F). */
const slots: Readonly<Record<ApplicationSettings['loginMode'], readonly (readonly Platform[])[]>> = {
  single: [[...native, 'Web']],
  dual: [native, ['Web']],
  triple: [mobile, ['Windows', 'Mac'], ['Web']],
  multi: [...native, 'Web' as const].map(one => [one]),
};

const limits = { webInstances: 3, nativeInstances: 2 };
const limitOf = (platform: Platform) => (platform === 'Web' ? limits.webInstances : limits.nativeInstances);

const logins = Array.from({ length: 20 }, (_, i) => ({
  connection: `c${i}`,
  platform: platforms[i % 6] ?? 7,
}));

describe('twenty logins of one account at once', () => {
  it.each(Object.keys(slots) as (keyof typeof slots)[])(
    'leave exactly the sessions that mode %s allows',
    async loginMode => {
      const delays = fc.array(fc.nat(12), { minLength: 7, maxLength: 31 });
      const property = fc.asyncProperty(delays, async some => {
        applications += 1;
        const world = new SessionWorld(uneven(database.table, some), applications as SdkAppId);
        const settings = { loginMode, ...limits };
        await saveApplication(database.table, {
          id: world.app,
          secretKeys: ['key'],
          admins: ['root' as UserId],
          settings,
        });
        const replies = await Promise.all(
          logins.map(({ connection, platform }) => world.logIn('ana', connection, { platform })),
        );
        expect(replies.map(({ ErrorCode }) => ErrorCode)).toEqual(logins.map(() => 0));

        const left = await sessionsOf(world, world.app, 'ana' as UserId);
        const names = left.map(({ platform }) => platformOf(platform));
        for (const slot of slots[loginMode]) {
          const here = names.filter(name => slot.includes(name));
          expect(new Set(here).size).toBe(1);
          const limit = limitOf(here[0] ?? 'Web');
          // Where platforms share a slot, another one may have put out an earlier login of the one that is left.
          expect(here.length).toBeLessThanOrEqual(limit);
          if (slot.length === 1) expect(here).toHaveLength(limit);
        }

        const instances = new Set(left.map(({ instance }) => instance));
        const stays = logins.filter((_, i) => instances.has((replies[i]?.InstId ?? 0) as never));
        const connected = await world.connections('ana');
        expect([...connected].sort()).toEqual(stays.map(({ connection }) => connection).sort());
        const told = new Set(world.kicks.map(kick => kick.split(' ')[0]));
        const put = logins.filter(login => !stays.includes(login)).map(({ connection }) => connection);
        expect([...told].sort()).toEqual([...put].sort());
        expect([...new Set(world.closed)].sort()).toEqual([...put].sort());
        for (const [i, { connection }] of logins.entries()) {
          const { ErrorCode } = await world.hello(replies[i]?.A2Key ?? '', connection);
          expect(ErrorCode).toBe(put.includes(connection) ? 70001 : 0);
        }
      });
      await fc.assert(property, { numRuns: 3, endOnFailure: true });
    },
  );
});

import { clientOf, logsIn } from './messages.ts';
import type { World } from './wire-case.ts';

/** Base64 of UTF-8, as clients read a custom status. */
export const encoded = (text: string): string => Buffer.from(text).toString('base64');

/** The settings that status commands need are those of every application of the tests (test/support/runtime.ts). */
export const statusOff = {
  UserStatusOff: 'test/storage/status.test.ts; all cases share one application, which has it on',
} as const;

/** A list of so many accounts. */
export const many = (count: number) => ({ To_Account: Array.from({ length: count }, (_, i) => `user${i}`) });

/** Waits until a kept client is told a status. */
export const told = (world: World, client: string, account: string, status: number, custom = '') =>
  clientOf(world, client).push(event => {
    const [first] = (event.UserStatusList ?? []) as readonly Record<string, unknown>[];
    return (
      first?.To_Account === world.name(account) &&
      first.Status === status &&
      first.CustomStatus === encoded(custom)
    );
  });

/** Logs `ana` in under her short name. */
export const anaIsThere = (world: World) => logsIn(world, 'ana');

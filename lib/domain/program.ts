import type { Loader, Program } from '../kernel/dispatch.ts';
import type { Ports } from '../kernel/ports.ts';
import { Throttle } from '../kernel/throttle.ts';
import type { ServiceSpec } from '../protocol/command.ts';
import { AccountDirectory } from './account/account-directory.ts';
import { CachedApplications } from './application/application-store.ts';
import { callCounter } from './application/call-counter.ts';
import { liveSessions } from './session/live-sessions.ts';

/** The ports every function has. */
export type TablePorts = Pick<Ports, 'clock' | 'table' | 'log'>;

/** What every command finds beside the ports of its function. */
export interface Shared {
  readonly accounts: AccountDirectory;
}

/**
 * Puts a function together.
 * @param services the wire services it owns
 * @param load finds a command's file, by service and command
 * @param ports the ports its role allows
 */
export const programOf = <P extends TablePorts>(
  services: readonly ServiceSpec[],
  load: Loader,
  ports: P,
): Program<P & Shared> => {
  const accounts = new AccountDirectory(ports.table, ports.clock);
  return {
    services,
    load,
    deps: { ...ports, accounts },
    access: {
      applications: new CachedApplications(ports.table, ports.clock),
      epochs: accounts,
      sessions: liveSessions(ports.table, ports.clock),
      throttle: new Throttle(callCounter(ports.table)),
    },
    clock: ports.clock,
    log: ports.log,
  };
};

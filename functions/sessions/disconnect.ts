import { connectionEnded } from '../../lib/domain/session/connection-ended.ts';
import type { Closing } from '../../lib/domain/session/lease.ts';
import type { Ports } from '../../lib/kernel/ports.ts';
import type { ConnectionId } from '../../lib/protocol/ids.ts';

/**
 * Answers `$disconnect`. Nobody hears of a failure here and API Gateway does not repeat the call; it is logged, and the
 * connection's record, which stays, does the rest when it expires.
 */
export const disconnect =
  (ports: Pick<Ports, 'table' | 'bus' | 'clock' | 'log'>) =>
  async (connection: ConnectionId, closing: Closing): Promise<void> => {
    try {
      await connectionEnded(ports, connection, closing);
    } catch (error) {
      ports.log.error('the end of a connection could not be noted', { connection, error });
    }
  };

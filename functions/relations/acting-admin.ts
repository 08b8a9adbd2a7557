import type { Context } from '../../lib/kernel/call.ts';
import type { UserId } from '../../lib/protocol/ids.ts';

/** The administrator who acts for another account, as webhooks name it; undefined when somebody acts for itself. */
export const actingAdmin = ({ caller, call }: Context, owner: UserId): UserId | undefined =>
  caller.admin && (call.door === 'rest' || caller.account !== owner) ? caller.account : undefined;

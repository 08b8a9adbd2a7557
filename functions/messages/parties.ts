import type { AccountCard } from '../../lib/domain/account/account-directory.ts';
import { admissionOf } from '../../lib/domain/message/admission.ts';
import type { Draft } from '../../lib/domain/message/message-store.ts';
import type { Shared } from '../../lib/domain/program.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Ports } from '../../lib/kernel/ports.ts';

/** Who writes, and whether the receiver gets to know. */
export interface Parties {
  readonly from: AccountCard;
  /** The receiver has blocked the sender, who is not to notice. */
  readonly unheard: boolean;
}

type Deps = Pick<Ports, 'table' | 'clock'> & Shared;

/** A client is stopped by a mute and by a block (contract: conversations-and-login.md C4, accounts.md, global mute). */
const clientsParties = async (draft: Draft, { application }: Context, deps: Deps): Promise<Parties> => {
  const { app, receiver } = draft;
  const [admission, to] = await Promise.all([
    admissionOf(deps.table, app, draft, Math.floor(deps.clock.now() / 1000)),
    deps.accounts.find(app, receiver),
  ]);
  const { sender: from, muted, blocked } = admission;
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault('MessageAccountNotValid');
  if (muted) throw new Fault('SenderMuted');
  if (blocked && !application.settings.blockedSeesSuccess) throw new Fault('BlockedByReceiver');
  return { from, unheard: blocked };
};

/**
 * The two of a message. An administrator writes to anybody (contract: messages.md 4.0).
 * @throws Fault MessageSenderNotFound, ReceiverNotFound, MessageAccountNotValid, SenderMuted, BlockedByReceiver
 */
export const partiesOf = async (draft: Draft, context: Context, deps: Deps): Promise<Parties> => {
  if (!context.caller.admin) return clientsParties(draft, context, deps);
  const { app, sender, receiver } = draft;
  const [from, to] = await Promise.all([deps.accounts.find(app, sender), deps.accounts.find(app, receiver)]);
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault('ReceiverNotFound');
  return { from, unheard: false };
};

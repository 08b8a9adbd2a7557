import type { AccountCard } from '../../lib/domain/account/account-directory.ts';
import type { Tie } from '../../lib/domain/friend/tie.ts';
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

/** Both must have the other (contract: messages.md 8). */
const requireFriends = ({ has, hadBy }: Tie): void => {
  if (!has && !hadBy) throw new Fault('NotFriends');
  if (!hadBy) throw new Fault('NotFriendOfReceiver');
  if (!has) throw new Fault('NotFriendOfSender');
};

/**
 * A client is stopped by a mute, by a block, and by not being a friend (contract: conversations-and-login.md C4,
 * accounts.md, global mute). A block ends the friendship, so where only friends write it is not what is answered.
 */
const clientsParties = async (draft: Draft, { application }: Context, deps: Deps): Promise<Parties> => {
  const { app, sender, receiver } = draft;
  const { friendsOnly, blockedSeesSuccess } = application.settings;
  const [admission, to] = await Promise.all([
    admissionOf(deps.table, app, draft, Math.floor(deps.clock.now() / 1000)),
    deps.accounts.find(app, receiver),
  ]);
  const { sender: from, muted, tie } = admission;
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault('MessageAccountNotValid');
  if (muted) throw new Fault('SenderMuted');
  if (friendsOnly && sender !== receiver) requireFriends(tie);
  if (tie.blockedBy && !blockedSeesSuccess) throw new Fault('BlockedByReceiver');
  return { from, unheard: tie.blockedBy };
};

/**
 * The two of a message. An administrator writes to anybody (contract: messages.md 4.0).
 * @throws Fault MessageSenderNotFound, ReceiverNotFound, MessageAccountNotValid, SenderMuted, BlockedByReceiver, NotFriends,
 *   NotFriendOfReceiver, NotFriendOfSender
 */
export const partiesOf = async (draft: Draft, context: Context, deps: Deps): Promise<Parties> => {
  if (!context.caller.admin) return clientsParties(draft, context, deps);
  const { app, sender, receiver } = draft;
  const [from, to] = await Promise.all([deps.accounts.find(app, sender), deps.accounts.find(app, receiver)]);
  if (!from) throw new Fault('MessageSenderNotFound');
  if (!to) throw new Fault('ReceiverNotFound');
  return { from, unheard: false };
};

import { type ListedChat, listedChats } from '../../lib/domain/conversation/chat-list.ts';
import type { Shared, TablePorts } from '../../lib/domain/program.ts';
import { actingAccount } from '../../lib/kernel/authenticate.ts';
import type { Context } from '../../lib/kernel/call.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { recentcontact } from '../../lib/protocol/services/recentcontact.ts';

/**
 * The list of the account that a call acts for, newest first.
 * @throws Fault ConversationAccountNotFound, ConversationAdminRequired
 */
export const listOf = async (
  named: UserId | undefined,
  { application, caller }: Context,
  { table, clock, accounts }: TablePorts & Shared,
): Promise<{ readonly account: UserId; readonly chats: readonly ListedChat[] }> => {
  const account = actingAccount(caller, named, recentcontact);
  if (!(await accounts.find(application.id, account))) throw new Fault('ConversationAccountNotFound');
  const owner = { app: application.id, account, limit: application.settings.listedConversations };
  return { account, chats: await listedChats(table, owner, clock.now()) };
};

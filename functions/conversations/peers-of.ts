import { Fault } from '../../lib/kernel/fault.ts';
import type { ConversationRef } from '../../lib/protocol/conversation-schemas.ts';
import type { UserId } from '../../lib/protocol/ids.ts';

/** With whom a conversation is. @throws Fault ConversationGroupNotFound: the conversations of groups are not kept here */
export const peerOf = (ref: ConversationRef): UserId => {
  if (ref.Type === 2) throw new Fault('ConversationGroupNotFound');
  return ref.To_Account;
};

/** The same for many, each once. */
export const peersOf = (refs: readonly ConversationRef[]): readonly UserId[] => [
  ...new Set(refs.map(peerOf)),
];

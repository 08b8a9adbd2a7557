import * as z from 'zod';
import { command, service } from '../command.ts';
import { extensionChange, extensionReplies, fromSequence } from '../extensions.ts';
import { userId } from '../ids.ts';
import { messageKey } from '../message-key.ts';

/** The one-to-one message that is extended; absent sender: the caller. */
const named = { From_Account: userId.optional(), To_Account: userId, MsgKey: messageKey };

/** The message of a group that is extended. */
const numbered = { GroupId: z.string(), MsgSeq: z.int().min(1), TopicId: z.string().optional() };

const ofGroup = [
  'GroupParameterNotValid',
  'GroupIdNotValid',
  'GroupNotFound',
  'GroupNotPermitted',
  'CommunityOff',
  'MessageExtensionsOff',
  'ExtendedMessageNotFound',
] as const;

/** Key-value extensions of messages (contract: messages.md 5; docs/extensions.md). */
export const openimMsgExtHttpSvc = service({
  name: 'openim_msg_ext_http_svc',
  owner: 'messages',
  envelope: 'plain',
  faults: {
    badJson: 'GroupParameterNotValid',
    badBody: 'GroupParameterNotValid',
    notAdmin: 'GroupNotPermitted',
    internal: 'GroupInternal',
  },
  commands: {
    set_key_values: command({
      summary:
        'Sets, deletes or clears key-value pairs of a one-to-one message. A key that was changed since (23001) is answered as it is, beside those that were set.',
      source: 'messages.md 5.1',
      caller: 'user',
      body: extensionChange(named),
      reply: extensionReplies.change,
      errors: [
        'GroupParameterNotValid',
        'MessageExtensionsOff',
        'ExtensionsNotSupported',
        'ExtensionRateExceeded',
        'ExtendedMessageNotFound',
      ],
    }),
    get_key_values: command({
      summary:
        'Reads the key-value pairs of a one-to-one message, by number; a deleted key has an empty value.',
      source: 'messages.md 5.2',
      caller: 'user',
      body: fromSequence(z.object({ ...named, StartSeq: z.int().min(0).default(0) })),
      reply: extensionReplies.page,
      errors: ['GroupParameterNotValid', 'MessageExtensionsOff', 'ExtendedMessageNotFound'],
    }),
    group_set_key_values: command({
      summary:
        'Sets, deletes or clears key-value pairs of a message of a group. A key that was changed since (23001) is answered as it is, beside those that were set.',
      source: 'group-commands.md 3.11',
      caller: 'user',
      body: extensionChange(numbered),
      reply: extensionReplies.change,
      errors: [...ofGroup, 'ExtensionsNotSupported', 'ExtensionRateExceeded'],
    }),
    group_get_key_values: command({
      summary:
        'Reads the key-value pairs of a message of a group, by number; a deleted key has an empty value.',
      source: 'group-commands.md 3.12',
      caller: 'user',
      body: fromSequence(z.object({ ...numbered, StartSeq: z.int().min(0).default(0) })),
      reply: extensionReplies.page,
      errors: ofGroup,
    }),
  },
});

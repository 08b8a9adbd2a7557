import * as z from 'zod';
import { command } from './command.ts';
import { namesGroup } from './group-message-commands.ts';
import { userId } from './ids.ts';

const place = { GroupId: z.string(), TopicId: z.string().optional() };
const pinned = { ...place, MsgSeq: z.int().min(1) };

/** Commands that keep messages in everybody's sight (contract: client-sdk.md, groups.md 14; names as published clients send them). */
export const groupPinCommands = {
  pin_message: command({
    summary: 'Pins a message of a group or a topic for all of its members.',
    source: 'client-sdk.md; groups.md 14',
    caller: 'user',
    body: z.object({ ...pinned, Pinner_Account: userId.optional() }),
    reply: z.object({}),
    errors: [
      ...namesGroup,
      'GroupNotPermitted',
      'GroupParameterNotValid',
      'GroupMessageNotFound',
      'TooManyPinnedMessages',
    ],
  }),
  unpin_message: command({
    summary: 'Takes the pin of a message away.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object({ ...pinned, UnPinner_Account: userId.optional() }),
    reply: z.object({}),
    errors: [...namesGroup, 'GroupNotPermitted', 'GroupParameterNotValid'],
  }),
  get_pinned_messages: command({
    summary: 'Lists what is pinned in a group or a topic.',
    source: 'client-sdk.md',
    caller: 'user',
    body: z.object(place),
    reply: z.object({
      /** In the order of the messages, which `group_msg_get` reads by their numbers. */
      PinnedMsgList: z.array(z.object({ MsgSeq: z.int(), Pinner_Account: z.string() })),
    }),
    errors: [...namesGroup, 'GroupNotPermitted'],
  }),
} as const;

import * as z from 'zod';
import { command } from './command.ts';
import { userId } from './ids.ts';

/** How a client is told of a peer's messages: 0 with offline push, 1 not at all, 2 without it, 3 without it except when named. */
const muteType = z.int().min(0).max(3);

/** Do-not-disturb for one-to-one conversations (contract: client-sdk.md 5.4, conversations-and-login.md D). */
export const muteNotifications = {
  set_c2c_peer_mute_notifications: command({
    summary: 'Sets how an account is told of the messages of up to 30 others.',
    source: 'conversations-and-login.md D; client-sdk.md 5.4',
    caller: 'user',
    body: z.object({
      From_Account: userId.optional(),
      Peer_Account: z.array(userId).min(1).max(30),
      Mute_Notifications: muteType,
    }),
    reply: z.object({
      ErrorList: z.array(z.object({ To_Account: z.string(), ErrorCode: z.int() })),
    }),
    errors: ['MessageAdminRequired'],
  }),

  get_c2c_peer_mute_notifications: command({
    summary: 'Tells how the caller is told of the messages of up to 30 others.',
    source: 'client-wire.md 4; client-sdk.md 5.4',
    caller: 'user',
    body: z.object({
      To_Account: userId.optional(),
      /** Older clients name nobody; they learn it from the conversation list. */
      Peer_Account: z.array(userId).max(30).default([]),
    }),
    reply: z.object({
      MuteNotificationsList: z.array(
        z.object({ To_Account: z.string(), UserId: z.string(), MuteNotifications: muteType }),
      ),
    }),
    errors: ['MessageAdminRequired'],
  }),
} as const;

import * as z from 'zod';

const whole = (description: string, unit: string, lowest: number, highest: number) =>
  z.int().min(lowest).max(highest).meta({ description, unit });

/** What an operator may change of how messages of groups and live rooms are carried (docs/groups.md, docs/live-rooms.md). */
export const fanOutSettings = {
  groupWindowSeconds: whole(
    'How long a group collects messages after a delivery, so that its members get them in one frame; 0: each at once.',
    'seconds',
    0,
    60,
  ),
  roomWindowSeconds: whole('The same for live rooms.', 'seconds', 0, 60),
  rosterShardClients: whole(
    'Members of a group, or clients in a live room, that one invocation delivers to.',
    'clients',
    100,
    5000,
  ),
  groupMessagesPerSecond: whole(
    'Messages of one group or live room that are delivered in a second; above it priority decides.',
    'messages',
    1,
    1000,
  ),
  postsPerSecond: whole(
    'Posts a second that API Gateway grants the account: the window of a larger room grows with its audience to keep to them.',
    'posts',
    100,
    1_000_000,
  ),
  broadcastsPerSecond: whole(
    'Broadcasts to all live rooms that an application may make in a second; 0: none.',
    'broadcasts',
    0,
    5,
  ),
  roomHistory: z.boolean().meta({ description: 'Who enters a live room is shown its last 20 messages.' }),
} as const;

/** The documented defaults, and ours for what is not documented. */
export const defaultFanOutSettings = {
  groupWindowSeconds: 0,
  roomWindowSeconds: 1,
  rosterShardClients: 1000,
  groupMessagesPerSecond: 40,
  postsPerSecond: 10_000,
  broadcastsPerSecond: 1,
  roomHistory: false,
};

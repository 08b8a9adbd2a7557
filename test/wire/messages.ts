import type { SocketClient } from '../support/socket-client.ts';
import type { Reply, World } from './wire-case.ts';

/** A text as `MsgBody`. */
export const textBody = (Text: string) => [{ MsgType: 'TIMTextElem', MsgContent: { Text } }];

/** Whether a pushed event brings a message between two. */
export const isMessage = ({ Event }: { readonly Event: number }): boolean => Event === 9;

/** The body of a send from `ana` to `ben`. */
export const fromAnaToBen =
  (more: object = {}) =>
  (world: World): object => ({
    From_Account: world.name('ana'),
    To_Account: world.name('ben'),
    MsgSeq: 71,
    MsgRandom: 55,
    MsgBody: textBody('lunch at one?'),
    ...more,
  });

/** Imports accounts by their short names. */
export const accounts =
  (...shorts: readonly string[]) =>
  async (world: World): Promise<void> => {
    await Promise.all(shorts.map(short => world.account(short)));
  };

/** Sends a text as the administrator in somebody's name, and keeps the reply under the text. */
export const sends = async (
  world: World,
  from: string,
  to: string,
  text: string,
  more: object = {},
): Promise<Reply> => {
  const reply = await world.admin('openim.sendmsg', {
    From_Account: world.name(from),
    To_Account: world.name(to),
    MsgRandom: 55,
    MsgBody: textBody(text),
    ...more,
  });
  world.keep(text, reply);
  return reply;
};

/** Imports an account and keeps its logged-in client under its short name. */
export const logsIn = async (world: World, short: string): Promise<SocketClient> => {
  const client = await world.login(await world.account(short));
  world.keep(short, client);
  return client;
};

/** The client kept under a short name. */
export const clientOf = (world: World, short: string): SocketClient => world.kept<SocketClient>(short);

/** For commands that act for whoever calls: over REST that is always the administrator. */
export const actsForItsCaller = { door: 'socket', reason: 'it acts for its caller' } as const;

import { accounts, actsForItsCaller, sends } from './messages.ts';
import type { WireCase, World } from './wire-case.ts';

/** A conversation with an account, by its short name. */
export const withPeer = (world: World, short: string) => ({ Type: 1, To_Account: world.name(short) });

/** A conversation in a group that does not exist. */
export const inGroup = { Type: 2, ToGroupId: '@TGS#none' } as const;

const position = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 63 };

/** The conversation list of an account, by its short name. */
export const listOf = async (
  world: World,
  short: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const body = { From_Account: world.name(short), ...position };
  return (await world.admin('recentcontact.page_get', body)).SessionItem as [];
};

/** With whom an account talks, as its list says. */
export const peersOf = async (world: World, short: string): Promise<readonly unknown[]> =>
  (await listOf(world, short)).map(item => item.To_Account);

/** Texts that an account finds in its history with another. */
export const historyOf = async (world: World, short: string, peer: string): Promise<readonly unknown[]> => {
  const { MsgList } = await world.admin('openim.admin_getroammsg', {
    Operator_Account: world.name(short),
    Peer_Account: world.name(peer),
    MaxCnt: 100,
    MinTime: 0,
    MaxTime: world.now() + 10,
  });
  return (MsgList as { MsgBody: [{ MsgContent: { Text: string } }] }[]).map(
    ({ MsgBody }) => MsgBody[0].MsgContent.Text,
  );
};

/** `ana` and `ben` have written to each other. */
export const anaAndBen = async (world: World): Promise<void> => {
  await accounts('ana', 'ben')(world);
  await sends(world, 'ben', 'ana', 'one', { MsgSeq: 1 });
};

/** Another client of the caller `me`, on a phone, kept as `phone`. */
export const withPhone = async (world: World): Promise<void> => {
  const phone = await world.connect();
  const account = world.name('me');
  await phone.login({ sdkAppId: world.sdkAppId, account, userSig: world.userSig(account), platform: 1 });
  world.keep('phone', phone);
};

/** What every command about one's own conversations refuses. */
export const refusals = (body: (world: World, short: string) => object): readonly WireCase[] => [
  {
    title: 'is refused for an account that is not registered',
    body: world => body(world, 'nobody'),
    error: 'ConversationAccountNotFound',
  },
  {
    title: 'lets nobody do it to another',
    as: 'me',
    given: accounts('ana'),
    body: world => body(world, 'ana'),
    only: actsForItsCaller,
    error: 'ConversationAdminRequired',
  },
];

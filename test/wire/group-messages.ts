import type { PushedEvent, SocketClient } from '../support/socket-client.ts';
import { textBody } from './messages.ts';
import type { Reply, World } from './wire-case.ts';

/** The group that the cases of messages speak in. */
export const hikers = (world: World): string => world.name('hikers');

/** Makes a group of a type: `ana` owns it, `ben` and whoever else is named are members. */
export const inGroup =
  (Type = 'Public', ...others: readonly string[]) =>
  async (world: World): Promise<void> => {
    const members = await Promise.all(['ben', ...others].map(short => world.account(short)));
    await world.admin('group_open_http_svc.create_group', {
      Type,
      Name: 'Hikers',
      GroupId: hikers(world),
      Owner_Account: await world.account('ana'),
      ...(Type !== 'AVChatRoom' && {
        MemberList: members.map(Member_Account => ({ Member_Account })),
      }),
    });
  };

/** The body of a text to the group. */
export const toGroup =
  (text: string, more: object = {}) =>
  (world: World): object => ({
    GroupId: hikers(world),
    Random: 8123,
    MsgBody: textBody(text),
    ...more,
  });

/** As `toGroup`, in ana's name. */
export const fromAna =
  (text: string, more: object = {}) =>
  (world: World): object =>
    toGroup(text, { From_Account: world.name('ana'), ...more })(world);

let random = 0;

/** Says something in the group in somebody's name. */
export const says = (world: World, from: string, text: string, more: object = {}): Promise<Reply> => {
  random += 1;
  return world.admin('group_open_http_svc.send_group_msg', {
    ...toGroup(text, { From_Account: world.name(from), Random: random, ...more })(world),
  });
};

/** What the application's administrator reads of the group, the newest message first. */
export const historyOf = async (
  world: World,
  more: object = {},
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const reply = await world.admin('group_open_http_svc.group_msg_get_simple', {
    GroupId: hikers(world),
    ReqMsgNumber: 20,
    WithRecalledMsg: 1,
    ...more,
  });
  return reply.RspMsgList as readonly Readonly<Record<string, unknown>>[];
};

/** The texts among them; undefined for what is no text. */
export const textsOf = async (world: World): Promise<readonly unknown[]> =>
  (await historyOf(world)).map(({ MsgBody }) =>
    Array.isArray(MsgBody) ? MsgBody[0]?.MsgContent?.Text : undefined,
  );

/** Waits for a message of the group with this text. */
export const groupMessage = async (client: SocketClient, text: string): Promise<object> => {
  const says = (event: PushedEvent) =>
    (event.GroupMsgArray as readonly { MsgBody: { MsgContent: { Text: string } }[] }[] | undefined)?.find(
      message => message.MsgBody[0]?.MsgContent.Text === text,
    );
  const event = await client.push(one => says(one) !== undefined);
  return says(event) as object;
};

/** Waits for a notice about the group that holds this member. */
export const groupNotice = async (client: SocketClient, member: string): Promise<object> => {
  const found = (event: PushedEvent) =>
    (event.GroupTips as readonly { MsgBody: object }[] | undefined)?.find(({ MsgBody }) => member in MsgBody);
  const event = await client.push(one => found(one) !== undefined);
  return found(event)?.MsgBody as object;
};

/** Makes the group with `ben` and whoever else is named. */
export const hikersTalk = (world: World, ...others: readonly string[]): Promise<void> =>
  inGroup('Public', ...others)(world);

/** The conversations with groups in somebody's list, as clients get them. */
export const groupsOf = async (
  world: World,
  short: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const { SessionItem } = await world.admin('recentcontact.page_get', { From_Account: world.name(short) });
  const items = SessionItem as readonly Readonly<Record<string, unknown>>[];
  return items.filter(({ Type }) => Type === 2);
};

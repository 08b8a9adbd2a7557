import { randomInt } from 'node:crypto';
import type { Ports } from '../../kernel/ports.ts';
import type {
  GroupNoticeBody,
  GroupNoticeContent,
  GroupTipBody,
  PushedGroupNotice,
  TipMember,
} from '../../protocol/group-pushes.ts';
import type { ConnectionId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { AccountDirectory } from '../account/account-directory.ts';
import { forEachOf } from '../bounded.ts';
import { tellAccounts } from '../fan-out/ring.ts';
import { groupInfoOf } from '../group-log/pushed-message.ts';
import type { DeliveryPorts } from '../session/deliver.ts';

/** Kinds of notices (contract: groups.md 11.3). */
export const notice = {
  asks: 1,
  letIn: 2,
  refused: 3,
  removed: 4,
  dissolved: 5,
  created: 6,
  putIn: 7,
  left: 8,
  madeAdmin: 9,
  noLongerAdmin: 10,
  recycled: 11,
  invited: 12,
  accepted: 13,
  declined: 14,
  topicCreated: 17,
  topicDeleted: 18,
  receiveOption: 20,
  memberInvites: 24,
} as const;

/** The sender of every notice (contract: groups.md 11.3). */
const system = '@TIM#SYSTEM';
const maximumRandom = 0x7fff_ffff;
/** More members than this are named in a tip without nick and picture. */
const shownMembers = 50;

/** Ports for telling, with the names of accounts. */
export type TellingPorts = DeliveryPorts & Pick<Ports, 'queue'> & { readonly accounts: AccountDirectory };

/** What an applicant adds stands beside the body, what an application says inside (contract: groups.md 11.3). */
const parted = (body: GroupNoticeContent): Pick<PushedGroupNotice, 'MsgBody' | 'UserDefinedField'> => {
  if (!('ReportType' in body) || body.ReportType !== notice.asks) return { MsgBody: body };
  const { UserDefinedField, ...MsgBody } = body;
  return { MsgBody, ...(UserDefinedField && { UserDefinedField }) };
};

/** A notice about a group as it is pushed. */
export const noticeEvent = (
  group: Pick<GroupItem, 'group' | 'type' | 'name' | 'topic'>,
  body: GroupNoticeContent,
  now: number,
  sender: { readonly nick: string; readonly face: string } = { nick: '', face: '' },
): PushEvent => ({
  Event: 5,
  GroupTips: [
    {
      From_Account: system,
      ToGroupId: group.group,
      MsgSeq: 1,
      MsgRandom: randomInt(maximumRandom),
      MsgTimeStamp: Math.floor(now / 1000),
      ClientSeq: randomInt(maximumRandom),
      GroupInfo: groupInfoOf(group, sender),
      ...parted(body),
    },
  ],
});

/** Tells accounts something about a group, in one frame; who is away never hears of it. All bodies have one operator. */
export const tellNotices = async (
  ports: TellingPorts,
  app: SdkAppId,
  group: GroupItem,
  accounts: readonly UserId[],
  bodies: readonly [GroupNoticeBody, ...(readonly GroupNoticeBody[])],
  except?: ConnectionId,
): Promise<void> => {
  if (accounts.length === 0) return;
  const card = await ports.accounts.find(app, bodies[0].Operator_Account as UserId);
  const sender = { nick: card?.nick ?? '', face: card?.faceUrl ?? '' };
  const events = bodies.map(body => noticeEvent(group, body, ports.clock.now(), sender));
  await tellAccounts(ports, app, accounts, events, except);
};

/** Tells accounts one thing, as `tellNotices`. */
export const tellNotice = (
  ports: TellingPorts,
  app: SdkAppId,
  group: GroupItem,
  accounts: readonly UserId[],
  body: GroupNoticeBody,
  except?: ConnectionId,
): Promise<void> => tellNotices(ports, app, group, accounts, [body], except);

const cardOf = async ({ accounts }: TellingPorts, app: SdkAppId, account: string): Promise<TipMember> => {
  const card = await accounts.find(app, account as UserId);
  return { UserId: account, NickName: card?.nick ?? '', ImageUrl: card?.faceUrl ?? '' };
};

/** A tip with the names and pictures of whom it is about, and of who did it. */
export const tipOf = async (
  ports: TellingPorts,
  app: SdkAppId,
  operator: UserId,
  body: Omit<GroupTipBody, 'Operator_Account'>,
): Promise<{ operator: UserId; body: GroupTipBody; nick: string; face: string }> => {
  const { List_Account = [] } = body;
  const [by, members] = await Promise.all([
    cardOf(ports, app, operator),
    forEachOf(List_Account.slice(0, shownMembers), account => cardOf(ports, app, account)),
  ]);
  return {
    operator,
    nick: by.NickName,
    face: by.ImageUrl,
    body: {
      Operator_Account: operator,
      ...body,
      MsgOperatorMemberExtraInfo: by,
      ...(members.length > 0 && { MsgMemberExtraInfo: members }),
    },
  };
};

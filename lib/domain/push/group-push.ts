import type { DomainEvent, Ports, Table } from '../../kernel/ports.ts';
import type { MessageFlag } from '../../protocol/group-words.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import {
  type OfflineGroupDraft,
  type OfflineGroupMessage,
  offlineGroupMessageType,
} from '../../protocol/offline-group-message.ts';
import type { GroupItem } from '../../table/group-items.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import type { SessionItem } from '../../table/items.ts';
import { membersAmong } from '../group/member-store.ts';
import { elementsOf } from '../group-log/pushed-message.ts';
import { topicFlagsOf } from '../topic/topic-reads.ts';
import { devicesOf, isPushed } from './offline-push.ts';

/** Receivers in one event: with the message they stay below the 64 KB that an event is billed by. */
const receiversPerEvent = 100;

/** What pushes of a message say; undefined when it is not for pushing. */
export const offlineDraftOf = (
  { group, type, name }: Pick<GroupItem, 'group' | 'type' | 'name'>,
  item: GroupMessageItem,
): OfflineGroupDraft | undefined => {
  const elements = elementsOf(item);
  const info: Record<string, unknown> = item.offlinePush ? JSON.parse(item.offlinePush) : {};
  if (item.tip || !isPushed(elements, info)) return undefined;
  return {
    GroupId: group,
    GroupType: type,
    GroupName: name,
    From_Account: item.sender,
    From_AccountNick: item.nick ?? '',
    MsgSeq: item.seq,
    MsgRandom: item.random,
    MsgTime: item.time,
    MsgBody: elements,
    CloudCustomData: item.cloudCustomData ?? '',
    ...(item.at && { GroupAtInfo: JSON.parse(item.at) }),
    ...(item.offlinePush && { OfflinePushInfo: info }),
    ...(item.withoutWebhooks && { ForbidCallbackControl: item.withoutWebhooks }),
  };
};

/** A client that is away, with a device. */
export interface Away {
  readonly account: UserId;
  readonly session: SessionItem;
}

/** A message to push, and to whom of those who are away it goes. */
export interface OfflineLetter {
  readonly draft: OfflineGroupDraft;
  isFor(account: UserId): boolean;
}

const isNamed = ({ GroupAtInfo = [] }: OfflineGroupDraft, account: UserId): boolean =>
  GroupAtInfo.some(at => at.GroupAtAllFlag === 1 || at.GroupAt_Account === account);

const wants = (flag: MessageFlag | undefined, draft: OfflineGroupDraft, account: UserId): boolean =>
  flag === 'AcceptAndNotify' || (flag === 'AcceptNotNotifyExceptAt' && isNamed(draft, account));

const byAccount = (away: readonly Away[]): ReadonlyMap<UserId, readonly SessionItem[]> => {
  const all = new Map<UserId, SessionItem[]>();
  for (const { account, session } of away) all.set(account, [...(all.get(account) ?? []), session]);
  return all;
};

const eventsOf = (
  app: SdkAppId,
  life: GroupLife,
  shard: number,
  draft: OfflineGroupDraft,
  receivers: OfflineGroupMessage['Receivers'],
  EventTime: number,
): readonly DomainEvent[] =>
  Array.from({ length: Math.ceil(receivers.length / receiversPerEvent) }, (_, part) => {
    const Receivers = receivers.slice(part * receiversPerEvent, (part + 1) * receiversPerEvent);
    const detail: OfflineGroupMessage = { SdkAppid: app, EventTime, ...draft, Receivers };
    const id = `${offlineGroupMessageType}/${app}/${life.born}/${draft.GroupId}/${draft.MsgSeq}/${shard}/${part}`;
    return { type: offlineGroupMessageType, id, detail: { ...detail } };
  });

/** How members want to be told, of a topic as they say of it or else as of its community: 1 read unit each, ½ more in a topic. */
const flagsOf = async (
  table: Table,
  life: GroupLife,
  accounts: readonly UserId[],
): Promise<ReadonlyMap<UserId, MessageFlag>> => {
  const members = [...(await membersAmong(table, life, accounts)).values()];
  const own = life.community ? await topicFlagsOf(table, life, members) : undefined;
  return new Map(members.map(({ account, flag }) => [account, own?.get(account) ?? flag]));
};

/**
 * Announces messages of a group for the clients of a shard that are away and have a device, as their members want to be told: one
 * event for each message and a hundred receivers. 1 read unit for each member who is away, 1½ in a topic; nothing when none is.
 */
export const emitGroupPush = async (
  { table, bus, clock }: Pick<Ports, 'table' | 'bus' | 'clock'>,
  life: GroupLife,
  shard: number,
  letters: readonly OfflineLetter[],
  away: readonly Away[],
): Promise<void> => {
  const clients = byAccount(away);
  if (clients.size === 0 || letters.length === 0) return;
  const now = clock.now();
  const flags = await flagsOf(table, life, [...clients.keys()]);
  const events = letters.flatMap(letter => {
    const { draft } = letter;
    const receivers = [...clients]
      .filter(([account]) => account !== draft.From_Account && letter.isFor(account))
      .filter(([account]) => wants(flags.get(account), draft, account))
      .map(([account, sessions]) => ({ To_Account: account, Devices: devicesOf(sessions, now) }))
      .filter(({ Devices }) => Devices.length > 0);
    return eventsOf(life.app, life, shard, draft, receivers, now);
  });
  if (events.length > 0) await bus.emit(events);
};

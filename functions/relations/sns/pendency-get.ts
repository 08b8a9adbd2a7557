import { accountsOf } from '../../../lib/domain/account/account-store.ts';
import { fitting } from '../../../lib/domain/conversation/list-page.ts';
import { friendIndexOf } from '../../../lib/domain/friend/friend-index.ts';
import { requestsOf } from '../../../lib/domain/friend/friend-store.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { RequestOnWire } from '../../../lib/protocol/friend-requests.ts';
import type { sns } from '../../../lib/protocol/services/sns.ts';
import type { FriendRequestItem } from '../../../lib/table/friend-items.ts';
import { relationOwner } from '../relation-owner.ts';

type Spec = typeof sns.commands.pendency_get;
type Way = RequestOnWire['PendencyType'];

const text = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

const onWire = (
  { peer, source, at, wording }: FriendRequestItem,
  PendencyType: Way,
  profile: Readonly<Record<string, string | number>> = {},
): RequestOnWire => ({
  To_Account: peer,
  PendencyType,
  Nick: text(profile.Tag_Profile_IM_Nick),
  Image: text(profile.Tag_Profile_IM_Image),
  AddSource: source,
  AddTime: at,
  AddWording: wording ?? '',
});

interface Page {
  readonly items: readonly RequestOnWire[];
  /** Second in which the next page begins; 0: there is none. */
  readonly next: number;
}

/** The first of some requests: all of one second, because the next page begins with a second. */
const pageOf = (all: readonly RequestOnWire[], most: number): Page => {
  const count = Math.min(most, fitting(all));
  const next = all[count];
  if (!next) return { items: all, next: 0 };
  const items = all.filter(({ AddTime }) => AddTime > next.AddTime);
  if (items.length > 0) return { items, next: next.AddTime };
  const later = all.find(({ AddTime }) => AddTime < next.AddTime);
  return { items: all.filter(({ AddTime }) => AddTime === next.AddTime), next: later?.AddTime ?? 0 };
};

/** Lists requests, newest first: 1 read unit for about 15, 1 for the index and 1 for each name. */
export const pendencyGet: Handler<Spec, TablePorts & Shared> = async (body, context, { table, accounts }) => {
  const owner = await relationOwner(body.From_Account, context, { accounts });
  const [index, { received, sent }] = await Promise.all([
    friendIndexOf(table, owner),
    requestsOf(table, owner),
  ]);
  const wanted = [
    ...(body.PendencyType === 'Pendency_Type_SendOut'
      ? []
      : received.map(item => [item, 'Pendency_Type_ComeIn'] as const)),
    ...(body.PendencyType === 'Pendency_Type_ComeIn'
      ? []
      : sent.map(item => [item, 'Pendency_Type_SendOut'] as const)),
  ];
  const rest = wanted
    .filter(([{ at }]) => body.StartTime === 0 || at <= body.StartTime)
    .sort(([one], [other]) => other.at - one.at);
  const profiles = await accountsOf(
    table,
    owner.app,
    rest.map(([{ peer }]) => peer),
  );
  const all = rest.map(([item, way]) => onWire(item, way, profiles.get(item.peer)?.profile));
  const { items, next } = pageOf(all, body.MaxLimited);
  const seen = index?.requestsSeen ?? 0;
  return {
    PendencyItem: [...items],
    UnreadPendencyCount: received.filter(({ at }) => at > seen).length,
    StartTime: next,
    CurrentSequence: index?.requestSequence ?? 0,
  };
};

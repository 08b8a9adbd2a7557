import { forEachOf } from '../../lib/domain/bounded.ts';
import type { FriendOwner } from '../../lib/domain/friend/tie.ts';
import type { Step } from '../../lib/domain/friend/transition.ts';
import type { Shared } from '../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../lib/domain/session/deliver.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { type PushedRequest, type RelationMod, relationChange } from '../../lib/protocol/relation-pushes.ts';

type Deps = DeliveryPorts & Shared;

/** Names in one push: clients ask for all of them at once, in one frame, and get one answer. */
const namesPerPush = 50;

/** What a change means to one of the two. */
interface Seen {
  readonly other: UserId;
  readonly added: boolean;
  readonly deleted: boolean;
  /** A request that came, or that it made. */
  readonly request?: { readonly mine: boolean; readonly of: NonNullable<Step['request']> };
  readonly requestGone: boolean;
}

const seenByOwner = ({ peer, before, after, request }: Step): Seen => ({
  other: peer,
  added: !before.has && after.has,
  deleted: before.has && !after.has,
  ...(request && { request: { mine: true, of: request } }),
  requestGone: (before.asks && !after.asks) || (before.asked && !after.asked),
});

const seenByPeer = (owner: UserId, { before, after, request }: Step): Seen => ({
  other: owner,
  added: !before.hadBy && after.hadBy,
  deleted: before.hadBy && !after.hadBy,
  ...(request && { request: { mine: false, of: request } }),
  requestGone: (before.asks && !after.asks) || (before.asked && !after.asked),
});

const pushedRequest = async (
  { accounts }: Shared,
  { app }: FriendOwner,
  { other, request }: Seen,
): Promise<readonly PushedRequest[]> => {
  if (!request) return [];
  const card = await accounts.find(app, other);
  const pushed = {
    PendencyAdd_Account: other,
    ProfileImNick: card?.nick ?? '',
    ProfileImImage: card?.faceUrl ?? '',
    AddTime: request.of.at,
    AddSource: request.of.source,
    AddWording: request.of.wording ?? '',
  };
  return [pushed];
};

/** What one account hears of some changes; deleted friends apart, because clients may fail on them. */
const modsFor = async (
  deps: Deps,
  { app, owner }: FriendOwner,
  seen: readonly Seen[],
): Promise<readonly RelationMod[]> => {
  const names = (holds: (one: Seen) => boolean) => seen.filter(holds).map(({ other }) => other);
  const [added, deleted] = [names(one => one.added), names(one => one.deleted)];
  const gone = names(one => one.requestGone && !one.added);
  const asking = (await forEachOf(seen, one => pushedRequest(deps, { app, owner }, one))).flat();
  const [first] = asking;
  const mine = seen.some(({ request }) => request?.mine);
  const mod: RelationMod = {
    ...(first && { PushType: 3, From_Account: mine ? owner : first.PendencyAdd_Account }),
    ...(added.length > 0 && { FriendAdd_Account: added }),
    ...(gone.length > 0 && { FrienPencydDel_Account: gone }),
    ...(asking.length > 0 && { PendencyAdd: asking }),
  };
  return [
    ...(Object.keys(mod).length > 0 ? [mod] : []),
    ...(deleted.length > 0 ? [{ FriendDel_Account: deleted }] : []),
  ];
};

const tell = async (deps: Deps, whom: FriendOwner, seen: readonly Seen[]): Promise<void> => {
  for (const mod of await modsFor(deps, whom, seen)) {
    // The client that called too: published clients learn it from this push only.
    await deliver(deps, whom.app, whom.owner, [relationChange(mod)]);
  }
};

/**
 * Tells both sides of changes between an owner and some peers: 1 read unit and one push for each of their clients, and for
 * the owner's clients one for each begun 50.
 */
export const tellFriends = async (deps: Deps, owner: FriendOwner, steps: readonly Step[]): Promise<void> => {
  for (let start = 0; start < steps.length; start += namesPerPush) {
    await tell(deps, owner, steps.slice(start, start + namesPerPush).map(seenByOwner));
  }
  await forEachOf(steps, step =>
    tell(deps, { app: owner.app, owner: step.peer }, [seenByPeer(owner.owner, step)]),
  );
};

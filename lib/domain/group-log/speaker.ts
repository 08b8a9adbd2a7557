import type { Application } from '../../kernel/application.ts';
import type { Caller } from '../../kernel/call.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { UserId } from '../../protocol/ids.ts';
import type { GroupItem, GroupMuteItem, MemberItem } from '../../table/group-items.ts';
import { audienceOf, type GroupLife } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import type { AccountCard } from '../account/account-directory.ts';
import { conditionHeld } from '../condition-held.ts';
import { memberOf } from '../group/member-store.ts';
import type { Standing } from '../group/rights.ts';
import { type Actor, memberActor, standingFor } from '../group/standing.ts';
import { holds } from '../permission/rights.ts';
import { isBanned } from '../room/bans.ts';
import { placeOfSpeaker } from '../room/presence.ts';
import { isLive } from '../session/session-store.ts';

/** Who wants to say something, where. */
export interface Speaking {
  readonly application: Pick<Application, 'admins'>;
  readonly caller: Caller;
  readonly sender: UserId;
  readonly card: AccountCard;
  readonly group: GroupItem;
  readonly life: GroupLife;
  /** The message names everyone with @. */
  readonly namesEveryone?: boolean;
}

/** What the sender is: where rights go by permission groups, they are looked up for a member. */
const actorOf = async (
  table: Table,
  { application, sender, group, life }: Speaking,
  member: MemberItem | undefined,
): Promise<Pick<Actor, 'standing' | 'masks'>> => {
  if (application.admins.includes(sender)) return { standing: 'App' };
  if (group.owner === sender) return { standing: 'Owner' };
  if (group.admins?.includes(sender)) return { standing: 'Admin' };
  return member ? memberActor(table, group, life, member) : { standing: 'NotMember' };
};

/** What rights by permission groups refuse to a client; a backend may say anything in anybody's name. @throws Fault GroupNotPermitted */
const checkRights = ({ caller, namesEveryone }: Speaking, { masks }: Pick<Actor, 'masks'>): void => {
  if (caller.admin || !masks) return;
  if (!holds('speak', masks)) throw new Fault('GroupNotPermitted', 'no right to send messages here');
  if (namesEveryone && !holds('nameEveryone', masks))
    throw new Fault('GroupNotPermitted', 'no right to name everyone');
};

/** Whether an account is muted in a group, or in a topic or its community: ½ read unit each. */
const muteOf = async (table: Table, life: GroupLife, account: UserId, now: number): Promise<boolean> => {
  const places = life.community ? [life, audienceOf(life)] : [life];
  const mutes = await Promise.all(
    places.map(place => table.get<GroupMuteItem>(keys.groupMute(place, account))),
  );
  return mutes.some(mute => mute !== undefined && isLive(mute, now));
};

const mayDuringMuteAll: readonly Standing[] = ['App', 'Owner', 'Admin'];

/** Whether the sender is kept out of the live room, and whether the client that wants to speak is in it. */
const placeInRoom = async (table: Table, { caller, sender, life }: Speaking, now: number) => {
  const { account, instance } = caller;
  if (instance !== undefined && account === sender)
    return placeOfSpeaker(table, { app: life.app, account, instance }, life, now);
  return { banned: await isBanned(table, life, sender, now), present: false };
};

/**
 * Whether somebody may speak in a group (contract: groups.md 10.3): 1½ read units, 2 in a live room, which keeps
 * bans in place of members and asks whether the client is in it; what `memberActor` says where rights go by permission groups.
 * @param now milliseconds since 1970
 * @returns the membership of the sender, when it has one
 * @throws Fault GroupNotPermitted for a client that is no member, GroupSenderMuted
 */
export const admitSpeaker = async (
  table: Table,
  speaking: Speaking,
  now: number,
): Promise<MemberItem | undefined> => {
  const { caller, sender, card, group, life } = speaking;
  const isRoom = group.type === 'AVChatRoom';
  const [member, mute, { banned, present }] = await Promise.all([
    isRoom ? undefined : memberOf(table, life, sender),
    muteOf(table, life, sender, now),
    isRoom && !caller.admin ? placeInRoom(table, speaking, now) : { banned: false, present: false },
  ]);
  if (banned) throw new Fault('GroupNotPermitted', 'banned from the room');
  const actor = await actorOf(table, speaking, member);
  const { standing } = actor;
  // Who runs a live room need not be in it.
  if (!caller.admin && !member && !present && standing === 'NotMember')
    throw new Fault('GroupNotPermitted', 'not in the group; join it first');
  checkRights(speaking, actor);
  // Who may mute others is not silenced with them.
  const silenced = group.muteAll === true && !mayDuringMuteAll.includes(standingFor('mute', actor));
  const muted = standing !== 'App' && mute;
  // An account that is muted everywhere is muted for its own clients; a backend may still speak for it.
  const mutedEverywhere = !caller.admin && card.groupMutedUntil * 1000 > now;
  if (silenced || muted || mutedEverywhere) throw new Fault('GroupSenderMuted');
  return member;
};

/** The time of a member's last message is this old at most; a finer one would cost a write for every message. */
const notedEverySeconds = 600;

/** Notes when a member has last spoken: 1 write unit in ten minutes at most. */
export const noteSpoken = async (
  table: Table,
  life: GroupLife,
  member: MemberItem | undefined,
  second: number,
): Promise<void> => {
  if (!member || second - (member.sentAt ?? 0) < notedEverySeconds) return;
  await conditionHeld(
    table.update({
      key: keys.member(life, member.account),
      set: 'SET sentAt = :second',
      condition: 'attribute_exists(PK)',
      values: { ':second': second },
    }),
  );
};

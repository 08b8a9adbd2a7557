import { seesPast } from '../../lib/domain/group/standing.ts';
import { groupChatOf } from '../../lib/domain/group-log/delete-group-chat.ts';
import type { Application } from '../../lib/kernel/application.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { GroupDeps } from './deps.ts';
import type { GroupCall } from './member-call.ts';

/** What of a group's messages somebody sees. */
export interface Sight {
  /** The lowest number. */
  readonly lowest: number;
  /** Seconds since 1970 of the earliest. */
  readonly since: number;
  /** Absent for an administrator of the application, who sees everything. */
  readonly viewer: UserId | undefined;
}

/** What the caller sees of a group's messages: 1 read unit for a member. */
export const sightOf = async (
  { group, life, actor }: GroupCall,
  { settings }: Pick<Application, 'settings'>,
  { table, clock }: Pick<GroupDeps, 'table' | 'clock'>,
): Promise<Sight> => {
  const { account, standing, member } = actor;
  const viewer = standing === 'App' ? undefined : account;
  if (!member) return { lowest: 1, since: 0, viewer };
  const side = { app: life.app, owner: account, group: life.group };
  const chat = await groupChatOf(table, side, life.born, clock.now());
  const later = !seesPast(group, actor, settings);
  return {
    lowest: Math.max(later && !group.topic ? member.joinSeq : 0, chat?.clearedThrough ?? 0) + 1,
    // Who came to the community later has a place among its numbers, not among those of a topic.
    since: later && group.topic ? member.joinedAt : 0,
    viewer,
  };
};

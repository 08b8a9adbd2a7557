import { checkGroupId } from '../../lib/domain/group/group-id.ts';
import { groupsOf } from '../../lib/domain/group/group-store.ts';
import { type GroupView, viewsOf } from '../../lib/domain/group/group-views.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId, SdkAppId } from '../../lib/protocol/ids.ts';
import type { WireFields } from './group-on-wire.ts';

/** What is told of one group of several. */
export type GroupResult = WireFields & {
  readonly GroupId: string;
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
};

const isPossible = (id: string): id is GroupId => {
  try {
    checkGroupId(id);
    return true;
  } catch {
    return false;
  }
};

const refusal = (GroupId: string, fault: Fault): GroupResult => ({
  GroupId,
  ErrorCode: fault.entry.code,
  ErrorInfo: fault.message,
});

/**
 * Tells something of each group, or why not: what is wrong with one says nothing about the others. 2 read units for each, and
 * what the description costs.
 */
export const describeGroups = async (
  table: Table,
  app: SdkAppId,
  ids: readonly string[],
  describe: (view: GroupView) => Promise<WireFields>,
): Promise<GroupResult[]> => {
  const groups = await groupsOf(table, app, ids.filter(isPossible));
  const views = new Map(
    (await viewsOf(table, app, [...groups.values()])).map(view => [view.group.group, view]),
  );
  return Promise.all(
    ids.map(async (id): Promise<GroupResult> => {
      if (!isPossible(id)) return refusal(id, new Fault('GroupIdNotValid'));
      const view = views.get(id);
      if (!view) return refusal(id, new Fault('GroupNotFound'));
      try {
        return { GroupId: id, ErrorCode: 0, ErrorInfo: '', ...(await describe(view)) };
      } catch (error) {
        if (error instanceof Fault) return refusal(id, error);
        throw error;
      }
    }),
  );
};

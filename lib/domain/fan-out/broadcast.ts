import { groupsAfter } from '../group/group-index.ts';
import { groupsOf, lifeOf } from '../group/group-store.ts';
import { itemOf } from '../group-log/log-store.ts';
import { pushedGroupMessage } from '../group-log/pushed-message.ts';
import { stateOfMany } from '../group-log/state.ts';
import type { FanOutPorts } from './deliver-shard.ts';
import { type BroadcastJob, jobOf } from './jobs.ts';

/** Live rooms that one job leads a broadcast to. */
const roomsAtOnce = 100;

/**
 * Leads a broadcast to live rooms, a hundred at a time, each by a job of its own; the rest is for the next job: 1½ read units for
 * each room and what the list of all groups takes.
 */
export const broadcast = async (ports: FanOutPorts, job: BroadcastJob): Promise<void> => {
  const { app, draft, seq, time, after } = job;
  const range = { after, limit: roomsAtOnce, type: 'AVChatRoom' } as const;
  const page = await groupsAfter(ports.table, app, range);
  const groups = [...(await groupsOf(ports.table, app, page.groups)).values()];
  const lives = groups.map(group => lifeOf(app, group));
  const states = await stateOfMany(ports.table, lives);
  const jobs = groups.flatMap((group, i) => {
    const life = lifeOf(app, group);
    const item = itemOf(life, draft, { seq, time, uncountedBefore: 0 }, time);
    const event = { Event: 3, GroupMsgArray: [pushedGroupMessage(app, group, item)] } as const;
    const shards = states[i]?.shards;
    return shards === undefined
      ? []
      : [jobOf({ job: 'tell', life, kind: 'room', letters: [{ event }], shards })];
  });
  const rest = page.next === undefined ? [] : [jobOf({ ...job, after: page.next })];
  await ports.queue.send('rooms', [...jobs, ...rest]);
};

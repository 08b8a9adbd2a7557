import { audienceOf } from '../../table/group-keys.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { sweep } from '../group/dissolve.ts';
import { tellCounters } from '../group-counters/tell-counters.ts';
import { stateOf } from '../group-log/state.ts';
import { sweepPermissionGroup } from '../permission/sweep.ts';
import { deliver } from '../session/deliver.ts';
import { broadcast } from './broadcast.ts';
import { deliverAll, deliverShard, postTo } from './deliver-shard.ts';
import { type FanOutDeps, flush, type Rung } from './flush.ts';
import {
  type AccountsJob,
  type FanOutJob,
  jobOf,
  type PermissionsJob,
  type RingJob,
  type SweepJob,
  type TellJob,
} from './jobs.ts';

/** Work on several jobs at once: those of one group that came together are one piece. */
interface Piece {
  /** Places of its jobs in the batch. */
  readonly places: readonly number[];
  run(deps: FanOutDeps): Promise<unknown>;
}

const tell = async (deps: FanOutDeps, { life, kind, letters, shards }: TellJob): Promise<void> => {
  // A topic may be gone when that is told; its community is there.
  const state = shards === undefined ? await stateOf(deps.table, audienceOf(life)) : undefined;
  await deliverAll(deps, { life, kind, letters }, shards ?? state?.shards ?? 1);
};

const tellEach = (deps: FanOutDeps, { app, accounts, events, except }: AccountsJob) =>
  forEachOf(accounts, account => deliver(deps, app, account, events, except));

/** Members in one turn: a second or two. */
const sweptAtOnce = 500;

const sweepSome = async ({ table, queue }: FanOutDeps, { life }: SweepJob): Promise<void> => {
  if (!(await sweep(table, life, sweptAtOnce))) await queue.send('groups', [jobOf({ job: 'sweep', life })]);
};

const sweepPermissions = async ({ table, queue }: FanOutDeps, job: PermissionsJob): Promise<void> => {
  const { life, group } = job;
  if (!(await sweepPermissionGroup(table, life, group, sweptAtOnce)))
    await queue.send('groups', [jobOf({ job: 'permissions', life, group })]);
};

const workOf = (job: Exclude<FanOutJob, RingJob>) => (deps: FanOutDeps) => {
  switch (job.job) {
    case 'tell':
      return tell(deps, job);
    case 'counters':
      return tellCounters(deps, job);
    case 'accounts':
      return tellEach(deps, job);
    case 'broadcast':
      return broadcast(deps, job);
    case 'shard':
      return deliverShard(deps, job);
    case 'sweep':
      return sweepSome(deps, job);
    case 'permissions':
      return sweepPermissions(deps, job);
    case 'retry':
      return postTo(deps, job, job.addressees, job.attempt + 1);
  }
};

const rungOf = ([first, ...others]: readonly [RingJob, ...RingJob[]]): Rung => ({
  life: first.life,
  kind: first.kind,
  seqs: [first, ...others].flatMap(({ seqs }) => seqs),
  since: Math.min(...[first, ...others].map(({ since }) => since)),
});

const piecesOf = (jobs: readonly FanOutJob[]): readonly Piece[] => {
  const rings = new Map<string, { places: number[]; rings: [RingJob, ...RingJob[]] }>();
  const pieces: Piece[] = [];
  for (const [place, job] of jobs.entries()) {
    if (job.job !== 'ring') {
      pieces.push({ places: [place], run: workOf(job) });
      continue;
    }
    const name = keys.groupState(job.life).PK;
    const known = rings.get(name);
    if (known) {
      known.places.push(place);
      known.rings.push(job);
    } else rings.set(name, { places: [place], rings: [job] });
  }
  const rung = [...rings.values()].map(({ places, rings: together }) => ({
    places,
    run: (deps: FanOutDeps) => flush(deps, rungOf(together)),
  }));
  return [...pieces, ...rung];
};

/**
 * Does a batch of jobs, all at the same time: what is slow for one group is not for another.
 * @returns places of those that failed and have to come again
 */
export const consume = async (deps: FanOutDeps, jobs: readonly FanOutJob[]): Promise<readonly number[]> => {
  const failed = await Promise.all(
    piecesOf(jobs).map(async ({ places, run }) => {
      try {
        await run(deps);
        return [];
      } catch (error) {
        deps.log.error('jobs of the fan-out failed and come again', { jobs: places.length, error });
        return places;
      }
    }),
  );
  return failed.flat();
};

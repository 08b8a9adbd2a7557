import type { Job, QueueName } from '../../kernel/ports.ts';
import type { ConnectionId, InstanceId, SdkAppId, UserId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import type { GroupLife, PermissionGroupName } from '../../table/group-keys.ts';
import type { GroupDraft } from '../group-log/log-store.ts';
import type { Letter } from './letter.ts';

/** Live rooms have a queue of their own, so that no group waits for them. */
export type FanOutKind = 'group' | 'room';

/** Messages were written: whoever takes this up flushes all there are. Groups are named by their lives. */
export interface RingJob {
  readonly job: 'ring';
  readonly life: GroupLife;
  readonly kind: FanOutKind;
  /** The numbers that were written. */
  readonly seqs: readonly number[];
  /** Milliseconds since 1970 since when it waits. */
  readonly since: number;
}

/** Something to be told to everyone in a roster that is not a message with a number. */
export interface TellJob {
  readonly job: 'tell';
  readonly life: GroupLife;
  readonly kind: FanOutKind;
  readonly letters: readonly Letter[];
  /** Shards of the roster, when the group that would say so is gone already. */
  readonly shards?: number | undefined;
}

/** Counters of a group have changed: whoever takes this up tells it which, once for all changes of a second. */
export interface CountersJob {
  readonly job: 'counters';
  readonly life: GroupLife;
  readonly kind: FanOutKind;
}

/** Something to be told to accounts, whichever groups they are in. */
export interface AccountsJob {
  readonly job: 'accounts';
  readonly app: SdkAppId;
  readonly accounts: readonly UserId[];
  readonly events: readonly PushEvent[];
  readonly except?: ConnectionId | undefined;
}

/** Letters for one shard of a roster. */
export interface ShardJob {
  readonly job: 'shard';
  readonly life: GroupLife;
  readonly kind: FanOutKind;
  readonly shard: number;
  readonly letters: readonly Letter[];
}

/** A client in a roster that a letter goes to. */
export interface Addressee {
  readonly account: UserId;
  readonly instance: InstanceId;
  readonly connection: ConnectionId;
  /** Part of where it stands in a live room. */
  readonly cameAt?: number | undefined;
}

/** Letters for clients that were too slow, or whose post failed. */
export interface RetryJob {
  readonly job: 'retry';
  readonly life: GroupLife;
  readonly kind: FanOutKind;
  readonly shard: number;
  readonly letters: readonly Letter[];
  readonly addressees: readonly Addressee[];
  /** 1 for the first repetition. */
  readonly attempt: number;
}

/** Something to be said in every live room of an application. */
export interface BroadcastJob {
  readonly job: 'broadcast';
  readonly app: SdkAppId;
  readonly draft: GroupDraft;
  readonly seq: number;
  /** Seconds since 1970. */
  readonly time: number;
  /** Number of the last room that was led to; 0 in the beginning. */
  readonly after: number;
}

/** A group was dissolved: what is left of it is to be taken away, some of it in each turn. */
export interface SweepJob {
  readonly job: 'sweep';
  readonly life: GroupLife;
}

/** A permission group is deleted: what is left of it is to be taken away, some of it in each turn. */
export interface PermissionsJob {
  readonly job: 'permissions';
  readonly life: GroupLife;
  readonly group: PermissionGroupName;
}

/** What goes through the queues of the fan-out. */
export type FanOutJob =
  | SweepJob
  | PermissionsJob
  | RingJob
  | TellJob
  | CountersJob
  | AccountsJob
  | ShardJob
  | RetryJob
  | BroadcastJob;

/** The queue of what concerns a whole group. */
export const queueOf = (kind: FanOutKind): QueueName => (kind === 'room' ? 'rooms' : 'groups');

const ownerOf = (body: FanOutJob): string =>
  'life' in body ? `${body.life.app}#${body.life.group}` : String(body.app);

/** A job as the port takes it; fair between groups. */
export const jobOf = (body: FanOutJob, delaySeconds = 0): Job => ({
  body,
  owner: ownerOf(body),
  ...(delaySeconds > 0 && { delaySeconds }),
});

import type { ConnectionId, UserId } from '../../protocol/ids.ts';
import type { OfflineGroupDraft } from '../../protocol/offline-group-message.ts';
import type { PushEvent } from '../../protocol/pushes.ts';

/** One event on its way to the clients of a roster. */
export interface Letter {
  readonly event: PushEvent;
  /** Only for these accounts; absent: for all. */
  readonly to?: readonly UserId[] | undefined;
  /** Not for these accounts. */
  readonly notTo?: readonly UserId[] | undefined;
  /** Not for this connection, which knows. */
  readonly except?: ConnectionId | undefined;
  /** What vendors of phones are told for clients that are away. */
  readonly offline?: OfflineGroupDraft | undefined;
}

/** Whether an account is to get a letter. */
export const isForAccount = ({ to, notTo }: Letter, account: UserId): boolean =>
  (!to || to.includes(account)) && !(notTo?.includes(account) ?? false);

/** Whether a client is to get a letter. */
export const isFor = (
  letter: Letter,
  { account, connection }: { readonly account: UserId; readonly connection: ConnectionId },
): boolean => connection !== letter.except && isForAccount(letter, account);

/** Bytes of letters in one job: a queue takes 1 MB, and names of clients may go with them. */
const bytesPerJob = 400_000;

/** Letters in parts that fit into a job each. */
export const inJobs = (letters: readonly Letter[]): readonly (readonly Letter[])[] => {
  const parts: Letter[][] = [];
  let bytes = 0;
  for (const letter of letters) {
    const size = Buffer.byteLength(JSON.stringify(letter));
    const last = parts.at(-1);
    if (last && bytes + size <= bytesPerJob) {
      last.push(letter);
      bytes += size;
    } else {
      parts.push([letter]);
      bytes = size;
    }
  }
  return parts;
};

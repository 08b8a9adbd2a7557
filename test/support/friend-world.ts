import { createAccount } from '../../lib/domain/account/account-store.ts';
import { addBlocks, removeBlocks } from '../../lib/domain/block/change-blocks.ts';
import { type AddMode, addFriends, type Wish } from '../../lib/domain/friend/add-friends.ts';
import { type Answer, answerRequests, dropRequests } from '../../lib/domain/friend/answer-requests.ts';
import type { Batch, Outcome } from '../../lib/domain/friend/carry-out.ts';
import { deleteFriends } from '../../lib/domain/friend/delete-friends.ts';
import { friendIndexOf } from '../../lib/domain/friend/friend-index.ts';
import { allFriends, requestsOf } from '../../lib/domain/friend/friend-store.ts';
import { tieOf } from '../../lib/domain/friend/tie.ts';
import type { Key, Table } from '../../lib/kernel/ports.ts';
import type { ErrorName } from '../../lib/protocol/errors.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { keys } from '../../lib/table/keys.ts';
import { app, someone, start } from './message-world.ts';

/** How a test carries a batch out: in no time at all. */
export const batchOn = (table: Table): Batch => ({
  table,
  now: () => start * 1000,
  isOver: () => false,
});

export const ownerOf = (owner: UserId) => ({ app, owner });

/** An account that exists and that no other test uses. */
export const account = async (
  table: Table,
  name: string,
  profile: Readonly<Record<string, string>> = {},
): Promise<UserId> => {
  const id = someone(name);
  await createAccount(table, app, id, start * 1000, profile);
  return id;
};

/** An account that wants to be asked. */
export const careful = (table: Table, name: string): Promise<UserId> =>
  account(table, name, { Tag_Profile_IM_AllowType: 'AllowType_Type_NeedConfirm' });

const both: AddMode = { both: true, forced: false };
export const single: AddMode = { both: false, forced: false };

/** What one account of a batch is answered; undefined: it was simply done. */
const answerOf = ({ answers }: Outcome, peer: UserId): ErrorName | undefined => answers.get(peer);

export const add = async (
  table: Table,
  owner: UserId,
  peer: UserId,
  mode = both,
  more: Partial<Wish> = {},
) => {
  const wish = { peer, source: 'AddSource_Type_Test', ...more };
  return answerOf(await addFriends(batchOn(table), ownerOf(owner), new Map([[peer, wish]]), mode), peer);
};

export const answer = async (table: Table, owner: UserId, peer: UserId, action: Answer['action']) =>
  answerOf(await answerRequests(batchOn(table), ownerOf(owner), new Map([[peer, { peer, action }]])), peer);

export const drop = async (table: Table, owner: UserId, peer: UserId, way: 'received' | 'sent') =>
  answerOf(await dropRequests(batchOn(table), ownerOf(owner), [peer], way), peer);

export const unfriend = async (table: Table, owner: UserId, peer: UserId, bothLists = false) => {
  const announce = () => Promise.resolve();
  return answerOf(await deleteFriends(batchOn(table), ownerOf(owner), [peer], bothLists, announce), peer);
};

const blocking = (table: Table) => ({ table, announce: () => Promise.resolve(), isOver: () => false });
export const block = async (table: Table, owner: UserId, peer: UserId) =>
  (await addBlocks(blocking(table), ownerOf(owner), [peer], start * 1000)).refused.get(peer);
export const unblock = async (table: Table, owner: UserId, peer: UserId) =>
  (await removeBlocks(blocking(table), ownerOf(owner), [peer], start * 1000)).refused.get(peer);

/** What holds between two accounts, in one word for each fact. */
export const between = async (table: Table, owner: UserId, peer: UserId): Promise<readonly string[]> => {
  const { revision: _, changedAt: __, ...facts } = await tieOf(table, ownerOf(owner), peer);
  return Object.entries(facts).flatMap(([name, holds]) => (holds ? [name] : []));
};

const exists = async (table: Table, key: Key): Promise<boolean> =>
  (await table.get(key, { consistent: true })) !== undefined;

const byName = (names: readonly string[]) => [...names].sort();

/** What an account's own items say, by the facts that they are about. */
const rowsOf = async (table: Table, owner: UserId, others: readonly UserId[]) => {
  const { friends } = await allFriends(table, ownerOf(owner));
  const { received, sent } = await requestsOf(table, ownerOf(owner));
  const index = await friendIndexOf(table, ownerOf(owner));
  const where = async (key: (other: UserId) => Key) => {
    const found = await Promise.all(others.map(other => exists(table, key(other))));
    return others.filter((_, i) => found[i]);
  };
  return {
    has: byName(friends.map(({ friend }) => friend)),
    asked: byName(received.map(({ peer }) => peer)),
    asks: byName(sent.map(({ peer }) => peer)),
    admired: byName(await where(other => keys.admirer(app, owner, other))),
    blocks: byName(await where(other => keys.block(app, owner, other))),
    blockedBy: byName(await where(other => keys.blocker(app, owner, other))),
    counters: [index?.friends ?? 0, index?.received ?? 0, index?.sent ?? 0],
  };
};

/** What an account's own items should say, by the ties. */
const tiedTo = async (table: Table, owner: UserId, others: readonly UserId[]) => {
  const ties = await Promise.all(others.map(other => tieOf(table, ownerOf(owner), other)));
  const those = (holds: (tie: (typeof ties)[number]) => boolean) =>
    byName(others.filter((_, i) => holds(ties[i] as (typeof ties)[number])));
  const [has, asked, asks] = [those(t => t.has), those(t => t.asked), those(t => t.asks)];
  return {
    has,
    asked,
    asks,
    admired: those(t => t.hadBy && !t.has),
    blocks: those(t => t.blocks),
    blockedBy: those(t => t.blockedBy),
    counters: [has.length, asked.length, asks.length],
  };
};

/** Checks that the lists and counters of all accounts say what their ties say, and nothing that cannot be together. */
export const expectSound = async (table: Table, accounts: readonly UserId[]): Promise<void> => {
  for (const owner of accounts) {
    const others = accounts.filter(other => other !== owner);
    expect(await rowsOf(table, owner, others)).toEqual(await tiedTo(table, owner, others));
    for (const other of others) {
      const { has, asks, asked, blocks, blockedBy } = await tieOf(table, ownerOf(owner), other);
      if (blocks || blockedBy)
        expect({ has, asks, asked }).toEqual({ has: false, asks: false, asked: false });
      expect(asks && asked).toBe(false);
    }
  }
};

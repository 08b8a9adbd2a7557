import type { Table } from '../../kernel/ports.ts';
import { byteLength } from '../../protocol/ids.ts';
import type { ChatItem } from '../../table/items.ts';
import { type ChangedGroup, changedGroups } from './changed-groups.ts';
import { type Change, inOrder, nextChanges, type Placed, type Viewer } from './changes.ts';
import { overlapSeconds } from './overlap.ts';
import type { SyncCookie, SyncGroup, SyncPlace } from './sync-cookie.ts';

/** API Gateway carries 128 KB in one answer on a socket, envelope and all. */
export const pageBytes = 125_000;
/** Rounds of queries for one page, where most of what is read is not to be told: some hundred milliseconds. */
const mostRounds = 20;
/** Changes turned into what is sent at once; what does not fit any more is done in vain. */
const encodedAtOnce = 50;

interface Entry<Wire> {
  readonly wire: Wire;
  readonly bytes: number;
  readonly place: SyncPlace;
  /** Where the sync goes on when this entry is the first of the next page. */
  readonly from: SyncGroup;
}

/** What fits into a page, in the order of the groups. */
export interface FilledPage<Wire> {
  readonly entries: readonly Entry<Wire>[];
  /** Where the next page begins; absent when this was all. */
  readonly group?: SyncGroup;
}

type Encode<Wire> = (changes: readonly Change[]) => Promise<readonly Wire[]>;

const goingOn = ({ first, last }: ChangedGroup, behind: SyncPlace | undefined): SyncGroup => ({
  first,
  last,
  ...(behind && { behind }),
});

/** A page while it fills. */
class Filling<Wire> {
  readonly entries: Entry<Wire>[] = [];
  private bytes = 0;

  constructor(private readonly encode: Encode<Wire>) {}

  /** @returns where the next page begins, when not everything fitted */
  async take(
    changes: readonly Placed[],
    group: ChangedGroup,
    before: SyncPlace | undefined,
  ): Promise<SyncGroup | undefined> {
    let behind = before;
    for (let start = 0; start < changes.length; start += encodedAtOnce) {
      const some = changes.slice(start, start + encodedAtOnce);
      const wires = await this.encode(some.map(({ item }) => item));
      for (const [i, wire] of wires.entries()) {
        const place = some[i]?.place;
        if (!place) throw new Error('a change became more than one on the wire');
        const from = goingOn(group, behind);
        const bytes = byteLength(JSON.stringify(wire)) + 1;
        if (this.entries.length > 0 && this.bytes + bytes > pageBytes) return from;
        this.entries.push({ wire, bytes, place, from });
        this.bytes += bytes;
        behind = place;
      }
    }
    return undefined;
  }
}

/**
 * Fills a page with what happened since a cookie.
 * @param all the account's conversations, on the first page
 * @param now milliseconds since 1970
 */
export const fillPage = async <Wire>(
  table: Table,
  viewer: Viewer,
  cookie: SyncCookie | undefined,
  all: readonly ChatItem[] | undefined,
  encode: Encode<Wire>,
  now: number,
): Promise<FilledPage<Wire>> => {
  const filling = new Filling(encode);
  const { entries } = filling;
  if (!cookie) return { entries };
  let rounds = 0;
  for await (const group of changedGroups(table, viewer, cookie, all, now)) {
    let { behind } = group;
    do {
      if (rounds === mostRounds) return { entries, group: goingOn(group, behind) };
      rounds += 1;
      const from = behind ?? cookie.since - overlapSeconds;
      const { changes, until } = await nextChanges(table, viewer, group.chats, from, now);
      const next = await filling.take(changes, group, behind);
      if (next) return { entries, group: next };
      behind = until;
    } while (behind);
  }
  return { entries };
};

/** What is sent, in the order of time. */
export const onWireInOrder = <Wire>({ entries }: FilledPage<Wire>): readonly Wire[] =>
  [...entries].sort(inOrder).map(({ wire }) => wire);

/**
 * The page that must come before the last one so that this one's end has room there.
 * @param room bytes of changes that the last page can hold
 * @returns undefined when all of it has room
 */
export const cutFor = <Wire>(page: FilledPage<Wire>, room: number): FilledPage<Wire> | undefined => {
  let bytes = 0;
  const fromEnd = page.entries.findLastIndex(entry => {
    bytes += entry.bytes;
    return bytes > room;
  });
  if (fromEnd === -1) return undefined;
  const next = page.entries[fromEnd + 1];
  const last = page.entries.at(-1);
  const group = next?.from ?? (last && { ...last.from, behind: last.place });
  return group && { entries: page.entries.slice(0, fromEnd + 1), group };
};

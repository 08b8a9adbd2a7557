import type { Key, Table } from '../../kernel/ports.ts';
import { byteLength, type SdkAppId, type UserId } from '../../protocol/ids.ts';
import type { ExtensionsItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { isLive } from '../session/session-store.ts';

/** The message that is extended, whatever kind of conversation it belongs to (docs/extensions.md). */
export interface ExtendedMessage {
  readonly app: SdkAppId;
  /** Key of the message in the table. */
  readonly message: Key;
  /** Seconds since 1970 at which it expires, and its extensions with it. */
  readonly expiresAt?: number | undefined;
}

/** A key and what it holds. */
export interface Extension {
  readonly key: string;
  /** Empty: the key was deleted. */
  readonly value: string;
  /** Its number; every change of any key of the message gives the next. */
  readonly seq: number;
}

/** A key as stored, with what tells a repeat of its last change. */
export interface StoredExtension extends Extension {
  readonly by: UserId;
  /** The number that the change replaced. */
  readonly over: number;
}

/** Part of the extensions of a message, lowest number first. */
export interface ExtensionPage {
  readonly extensions: readonly Extension[];
  readonly complete: boolean;
  readonly lastSeq: number;
  readonly clearedSeq: number;
}

/** Extensions in one answer (contract: messages.md 5.2). */
const pageExtensions = 200;
/** API Gateway carries 128 KB in one answer on a socket. */
const pageBytes = 90_000;

/** Reads everything that a message was extended by: 1 read unit for each begun 4 KB. */
export const readExtensions = async (
  table: Table,
  { app, message }: ExtendedMessage,
  now: number,
): Promise<ExtensionsItem | undefined> => {
  const item = await table.get<ExtensionsItem>(keys.extensions(app, message), { consistent: true });
  return item && isLive(item, now) ? item : undefined;
};

/** What a key holds; undefined when it was never set, or not since the message was cleared. */
export const extensionOf = (item: ExtensionsItem | undefined, key: string): StoredExtension | undefined => {
  const stored = item?.[`VALUE#${key}`];
  if (!item || !stored) return undefined;
  const [value, by, over] = stored;
  return { key, value: value ?? '', seq: item[`SEQ#${key}`] ?? 0, by, over };
};

const valuePrefix = 'VALUE#';

const inOrder = (item: ExtensionsItem, from: number): readonly Extension[] =>
  Object.keys(item)
    .filter(name => name.startsWith(valuePrefix))
    .flatMap(name => extensionOf(item, name.slice(valuePrefix.length)) ?? [])
    .filter(({ seq }) => seq >= from)
    .sort((one, other) => one.seq - other.seq)
    .map(({ key, value, seq }) => ({ key, value, seq }));

/** How many come before the page is full, at least one. */
const fitting = (extensions: readonly Extension[]): number => {
  let bytes = 0;
  const tooMuch = extensions.findIndex((one, i) => {
    bytes += byteLength(JSON.stringify(one));
    return i === pageExtensions || (bytes > pageBytes && i > 0);
  });
  return tooMuch === -1 ? extensions.length : tooMuch;
};

/**
 * The extensions whose number is at least `from`. Deleted ones are among them, with an empty value: a client that knew
 * them learns it so.
 */
export const extensionPage = (item: ExtensionsItem | undefined, from: number): ExtensionPage => {
  if (!item) return { extensions: [], complete: true, lastSeq: 0, clearedSeq: 0 };
  const all = inOrder(item, from);
  const extensions = all.slice(0, fitting(all));
  const { lastSeq, clearedSeq } = item;
  return { extensions, complete: extensions.length === all.length, lastSeq, clearedSeq };
};

import type { UserId } from '../../protocol/ids.ts';
import type { ExtensionsItem } from '../../table/items.ts';
import { type Extension, extensionOf, type StoredExtension } from './extensions.ts';

/** What a key is to hold. */
export interface WantedExtension {
  readonly key: string;
  /** Empty: the key is to be deleted. */
  readonly value: string;
  /** The number that the key has, as the author knows it; 0 for a new one. */
  readonly seq: number;
}

/** Who changes extensions. */
export interface Author {
  readonly account: UserId;
  /** Changes keys whatever they hold, as backends do. */
  readonly insists: boolean;
}

/** What becomes of one key. */
export type Plan =
  /** It is written over the number that it has; 0 for a key that is not there. */
  | { readonly kind: 'write'; readonly wanted: WantedExtension; readonly before: StoredExtension | undefined }
  /** It holds what is wanted, because the same change was made before. */
  | { readonly kind: 'done'; readonly extension: Extension }
  /** It has another number than the author knows. */
  | { readonly kind: 'conflict'; readonly extension: Extension };

/** Whether the author knows what it replaces. A deleted key may be set like a new one. */
const knows = ({ seq }: WantedExtension, before: StoredExtension | undefined): boolean =>
  before ? seq === before.seq || (seq === 0 && before.value === '') : seq === 0;

/**
 * Whether the key holds the wanted value because this very change was made: another author who wants the same value in the
 * same moment has lost, it may be a prize that only one can take.
 */
const isRepeat = (wanted: WantedExtension, before: StoredExtension, { account, insists }: Author): boolean =>
  before.value === wanted.value && (insists || (before.by === account && before.over === wanted.seq));

const planOf = (wanted: WantedExtension, before: StoredExtension | undefined, author: Author): Plan => {
  const { key } = wanted;
  if (wanted.value === '' && (before?.value ?? '') === '')
    return { kind: 'done', extension: before ?? { key, value: '', seq: 0 } };
  if (before && isRepeat(wanted, before, author)) return { kind: 'done', extension: before };
  if (!author.insists && !knows(wanted, before))
    return { kind: 'conflict', extension: before ?? { key, value: '', seq: 0 } };
  return { kind: 'write', wanted, before };
};

/** Decides for each key by what it holds now. */
export const planChange = (
  item: ExtensionsItem | undefined,
  wanted: readonly WantedExtension[],
  author: Author,
): readonly Plan[] => wanted.map(one => planOf(one, extensionOf(item, one.key), author));

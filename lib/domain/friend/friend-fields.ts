import { byteLength } from '../../protocol/ids.ts';

/** Contract: relationship.md, data model. */
export const groupsAtMost = 32;
const remarkBytes = 96;
const wordingBytes = 256;
const groupBytes = 30;
const customBytes = 500;

/** Whether a text fits into so many bytes. */
const fits = (value: string | undefined, bytes: number): boolean =>
  value === undefined || byteLength(value) <= bytes;

/** `AddSource_Type_` and 1 to 8 letters. */
export const isSource = (value: string): boolean => /^AddSource_Type_[A-Za-z]{1,8}$/.test(value);

/** The name of a friend group. */
export const isGroupName = (name: string): boolean => name !== '' && byteLength(name) <= groupBytes;

/** A value of an own field. */
export const isCustomValue = (value: unknown): value is string | number =>
  typeof value === 'number'
    ? Number.isSafeInteger(value)
    : typeof value === 'string' && fits(value, customBytes);

/** What somebody says of a friend. */
export interface FriendNotes {
  readonly source?: string | undefined;
  readonly wording?: string | undefined;
  readonly remark?: string | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** @returns what is wrong with it, if anything */
export const flawOf = ({ source, wording, remark, groups = [] }: FriendNotes): string | undefined => {
  if (source !== undefined && !isSource(source)) return 'AddSource is AddSource_Type_ and 1 to 8 letters';
  if (!fits(wording, wordingBytes)) return `AddWording takes at most ${wordingBytes} bytes`;
  if (!fits(remark, remarkBytes)) return `Remark takes at most ${remarkBytes} bytes`;
  if (!groups.every(isGroupName)) return `the name of a friend group has 1 to ${groupBytes} bytes`;
  if (groups.length > groupsAtMost) return `at most ${groupsAtMost} friend groups`;
  return undefined;
};

/** Prefix of the tags that an application makes up. */
export const customPrefix = 'Tag_SNS_Custom_';

/**
 * The keyword of an own field.
 * @param configured keywords of the application
 * @returns undefined when there is no such field
 */
export const customKeyword = (tag: string, configured: readonly string[]): string | undefined => {
  const keyword = tag.startsWith(customPrefix) ? tag.slice(customPrefix.length) : '';
  return configured.includes(keyword) ? keyword : undefined;
};

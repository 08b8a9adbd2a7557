import { randomBytes } from 'node:crypto';
import { Fault } from '../../kernel/fault.ts';
import { byteLength } from '../../protocol/ids.ts';

/** Contract: groups.md 2. The length is that of ids of groups. */
const mark = '@PMG#_';
const serverMark = '@PMG#_@PMG#';
const longest = 48;
const printable = /^[\x20-\x7e]+$/;

/** Longest texts in bytes (contract: groups.md 13). */
const longestTexts = { PermissionGroupName: 150, CustomString: 3000 } as const;

/** An id of our own making: 15 letters and digits, 75 random bits. */
export const newPermissionGroupId = (): string => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `${serverMark}c${[...randomBytes(15)].map(byte => digits[byte % 32]).join('')}`;
};

/**
 * The id that somebody wants for a new permission group.
 * @throws Fault GroupIdNotValid
 */
export const checkPermissionGroupId = (id: string): string => {
  const wellBegun = id.startsWith(mark) && id.length > mark.length && !id.startsWith(serverMark);
  if (!wellBegun || id.length > longest || !printable.test(id)) throw new Fault('GroupIdNotValid');
  return id;
};

/** Texts of a permission group as the wire names them. */
export type PermissionGroupTexts = { readonly [Name in keyof typeof longestTexts]?: string | undefined };

/** @throws Fault GroupParameterNotValid when a text is too long, or the name empty */
export const checkPermissionGroupTexts = (texts: PermissionGroupTexts): void => {
  for (const [name, most] of Object.entries(longestTexts)) {
    if (byteLength(texts[name as keyof typeof longestTexts] ?? '') > most)
      throw new Fault('GroupParameterNotValid', `${name}: longer than ${most} bytes`);
  }
  if (texts.PermissionGroupName === '')
    throw new Fault('GroupParameterNotValid', 'PermissionGroupName: empty');
};

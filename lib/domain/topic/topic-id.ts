import { randomBytes } from 'node:crypto';
import { Fault } from '../../kernel/fault.ts';
import type { GroupId } from '../../protocol/ids.ts';

/** Contract: groups.md 2. */
const mark = '@TOPIC#_';
const serverMark = '@TOPIC#_@TOPIC#';
const groupMark = '@TGS#_';
const longest = 96;
const printable = /^[\x20-\x7e]+$/;

/** An id of our own making: 15 letters and digits, 75 random bits. */
export const newTopicId = (community: GroupId): GroupId => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const random = [...randomBytes(15)].map(byte => digits[byte % 32]).join('');
  return `${community}${serverMark}c${random}` as GroupId;
};

/**
 * The id that somebody wants for a new topic.
 * @throws Fault GroupIdNotValid
 */
export const checkTopicId = (community: GroupId, id: string): GroupId => {
  const own = id.slice(community.length + mark.length);
  const wellBegun = id.startsWith(`${community}${mark}`) && own !== '';
  const reserved = own.includes(groupMark) || id.includes(serverMark);
  if (!wellBegun || reserved || id.length > longest || !printable.test(id))
    throw new Fault('GroupIdNotValid');
  return id as GroupId;
};

import { randomBytes } from 'node:crypto';
import { Fault } from '../../kernel/fault.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import type { GroupId } from '../../protocol/ids.ts';

/** Contract: groups.md 2. */
const longestCustomId = 48;
const longestId = 96;
const serverPrefix = '@TGS#';
const communityPrefix = '@TGS#_';

/** What the id of a type begins with after `@TGS#`, so that a reader of a log sees what it is. */
const typeLetters: Readonly<Record<GroupType, string>> = {
  Private: '1',
  Public: '2',
  ChatRoom: '3',
  AVChatRoom: 'a',
  Community: '_@TGS#c',
};

const printable = /^[\x20-\x7e]+$/;

/** An id of our own making: 15 letters and digits after the prefix, 75 random bits. */
export const newGroupId = (type: GroupType): GroupId => {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const random = [...randomBytes(15)].map(byte => digits[byte % 32]).join('');
  return `${serverPrefix}${typeLetters[type]}${random}` as GroupId;
};

/**
 * The id of a group that is looked for.
 * @throws Fault GroupIdNotValid when no group can have it
 */
export const checkGroupId = (id: string): GroupId => {
  if (!printable.test(id) || id.length > longestId) throw new Fault('GroupIdNotValid');
  return id as GroupId;
};

/** What an id may be, for whom another was refused to. */
const rulesOf = (type: GroupType): string =>
  `GroupId: at most ${longestCustomId} printable ASCII characters, ${type === 'Community' ? `beginning with ${communityPrefix}` : `not beginning with ${serverPrefix}`}`;

/**
 * The id that somebody wants for a new group of a type.
 * @throws Fault GroupIdNotValid
 */
export const checkCustomId = (id: string, type: GroupType): GroupId => {
  const isCommunity = type === 'Community';
  const own = isCommunity ? id.slice(communityPrefix.length) : id;
  const wellBegun = isCommunity ? id.startsWith(communityPrefix) && own !== '' : true;
  if (!printable.test(id) || id.length > longestCustomId || !wellBegun || own.startsWith(serverPrefix)) {
    throw new Fault('GroupIdNotValid', rulesOf(type));
  }
  return id as GroupId;
};

import * as z from 'zod';
import { type GroupType, groupTypes } from './group-words.ts';

const whole = (description: string, unit: string, lowest: number, highest: number) =>
  z.int().min(lowest).max(highest).meta({ description, unit });

const onOff = (description: string) => z.boolean().meta({ description });

const types = (description: string, among: readonly GroupType[]) =>
  z
    .array(z.enum(among))
    .max(among.length)
    .refine(named => new Set(named).size === named.length, { message: 'each type once' })
    .meta({ description, unit: 'types of groups' });

/**
 * Who may at least read or write a field of one's own, the highest first (contract: groups.md 5); `self` is the member whose
 * field it is.
 */
export const fieldLevels = ['app', 'owner', 'admin', 'self', 'member', 'anyone'] as const;
export type FieldLevel = (typeof fieldLevels)[number];

const level = z.enum(fieldLevels);
const levels = z.strictObject({ read: level, write: level });

/** Fields with their levels in each type; a type that is not named has none of the field. */
const fields = (description: string, most: number) =>
  z
    .array(
      z.strictObject({
        key: z.string().regex(/^[A-Za-z0-9_]{1,16}$/),
        levels: z.partialRecord(z.enum(groupTypes), levels),
      }),
    )
    .max(most)
    .refine(all => new Set(all.map(({ key }) => key)).size === all.length, { message: 'each key once' })
    .meta({ description, unit: 'fields' });

/** A field as an application declares it. */
export type FieldDeclaration = z.infer<ReturnType<typeof fields>>[number];

/** Types that keep their messages. */
const stored = ['Private', 'Public', 'ChatRoom', 'Community'] as const;

/** What an operator may change of groups (contract: groups.md 3, 5, 7, 9). */
export const groupSettings = {
  communities: onOff('Groups of the type Community may be made; off: 11000.'),
  groupMembers: whole('Members that a Work, Public or Meeting group may have.', 'members', 20, 6000),
  communityMembers: whole('Members that a Community may have.', 'members', 100, 1_000_000),
  groupsPerAccount: whole('Groups that an account may be in.', 'groups', 50, 5000),
  groupsInAll: whole('Groups that there may be; 0: as many as you like.', 'groups', 0, 1_000_000_000),
  liveRoomsInAll: whole(
    'Groups of the type AVChatRoom among them; 0: as many as you like.',
    'groups',
    0,
    1_000_000_000,
  ),
  newGroupsPerDay: whole(
    'How many more groups there may be at the end of a day than at its beginning.',
    'groups',
    1,
    1_000_000_000,
  ),
  longGroupTexts: onOff(
    'Name, introduction, notification and address of the photo of a group may have 100, 400, 400 and 500 bytes; off: 30, 240, 300 and 100.',
  ),
  historyForNewcomers: types('In which types of groups a new member sees earlier messages.', stored),
  memberTips: types('Which types of groups are told, by a stored tip, who came and who left.', stored),
  optionTips: types('Which types of groups are told of mute-all and of the join option.', stored),
  memberProfileTips: types(
    'Which types of groups are told of muted members and of administrators.',
    groupTypes,
  ),
  inviteConsent: types(
    'In which types of groups an account that a member invites is asked itself before it is in; a backend puts it in at once.',
    stored,
  ),
  recallableGroups: types(
    'In which types of groups messages can be recalled; none: recall is off for groups.',
    groupTypes,
  ),
  groupCounters: onOff('Groups may have counters; off: 10059.'),
  groupFields: fields('Own fields of groups, and who may read and write them in each type.', 10),
  memberFields: fields('Own fields of members, and who may read and write them in each type.', 5),
} as const;

/** The documented defaults; where editions of the original differ, those of its largest. */
export const defaultGroupSettings = {
  communities: false,
  groupMembers: 2000,
  communityMembers: 100_000,
  groupsPerAccount: 1000,
  groupsInAll: 0,
  liveRoomsInAll: 0,
  newGroupsPerDay: 10_000,
  longGroupTexts: false,
  historyForNewcomers: ['ChatRoom', 'Community'] as (typeof stored)[number][],
  memberTips: ['Private', 'Public', 'Community'] as (typeof stored)[number][],
  optionTips: [] as (typeof stored)[number][],
  memberProfileTips: ['Private', 'Public', 'Community'] as GroupType[],
  inviteConsent: [] as (typeof stored)[number][],
  recallableGroups: ['Private', 'Public', 'ChatRoom', 'AVChatRoom', 'Community'] as GroupType[],
  groupCounters: true,
  groupFields: [] as FieldDeclaration[],
  memberFields: [] as FieldDeclaration[],
};

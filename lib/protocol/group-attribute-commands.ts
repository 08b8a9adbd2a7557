import * as z from 'zod';
import { command } from './command.ts';
import { groupId, namesGroup } from './group-schemas.ts';
import { uint32 } from './ids.ts';

const key = z.string().min(1);

/** Whether others are noticed, and what the writer has seen; backends send neither (contract: client-wire.md 5). */
const seen = { AttrMainSeq: uint32.optional(), AttrControl: z.array(z.string()).optional() };

const pairs = z.array(z.object({ key, value: z.string(), seq: uint32.optional() })).min(1);

/** The number of the change, and under which number each attribute stands that it has set. */
const numbers = z.object({
  AttrMainSeq: z.int(),
  GroupAttr: z.array(z.object({ key: z.string(), seq: z.int() })),
});

const writeErrors = [
  ...namesGroup,
  'GroupNotPermitted',
  'GroupAttributesTooFast',
  'GroupAttributesChanged',
] as const;

const pairErrors = [
  ...writeErrors,
  'GroupAttributeKeyTooLong',
  'GroupAttributeValueTooLong',
  'TooManyGroupAttributes',
  'GroupAttributesTooLarge',
] as const;

/** Reads all attributes; two services answer it (contract: group-commands.md 5). */
export const getGroupAttributes = command({
  summary: 'Reads the attributes of a group.',
  source: 'group-commands.md 5',
  caller: 'user',
  body: z.object({ GroupId: groupId }),
  reply: z.object({
    /** Number of the last change. */
    AttrMainSeq: z.int(),
    GroupAttrAry: z.array(z.object({ key: z.string(), value: z.string(), seq: z.int() })),
  }),
  errors: [...namesGroup, 'GroupNotPermitted'],
});

/** Commands about the attributes of a group (contract: group-commands.md 5). */
export const groupAttributeCommands = {
  get_group_attr: getGroupAttributes,
  modify_group_attr: command({
    summary: 'Adds attributes to a group, or gives them new values.',
    source: 'group-commands.md 5',
    caller: 'user',
    body: z.object({ GroupId: groupId, GroupAttr: pairs, ...seen }),
    reply: numbers,
    errors: pairErrors,
  }),
  set_group_attr: command({
    summary: 'Gives a group these attributes in place of those that it has.',
    source: 'group-commands.md 5',
    caller: 'user',
    body: z.object({ GroupId: groupId, GroupAttr: pairs, ...seen }),
    reply: numbers,
    errors: pairErrors,
  }),
  delete_group_attr: command({
    summary: 'Takes attributes away from a group.',
    source: 'group-commands.md 5',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      GroupAttr: z.array(z.object({ key, seq: uint32.optional() })).min(1),
      ...seen,
    }),
    reply: numbers,
    errors: [...writeErrors, 'GroupAttributeKeyTooLong', 'GroupAttributeNotFound'],
  }),
  clear_group_attr: command({
    summary: 'Takes all attributes away from a group.',
    source: 'group-commands.md 5',
    caller: 'user',
    body: z.object({ GroupId: groupId, ...seen }),
    reply: numbers,
    errors: writeErrors,
  }),
} as const;

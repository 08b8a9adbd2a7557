import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { groupId, namesGroup } from './group-schemas.ts';
import { byteLength } from './ids.ts';

/** Contract: group-commands.md 6. */
const longestKey = 128;
const mostKeys = 20;

const key = z.string().refine(text => text !== '' && byteLength(text) <= longestKey, {
  message: 'a key has 1 to 128 bytes',
});

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

/**
 * A signed 64-bit integer. JSON numbers are exact in every reader up to 2^53; beyond, the digits come and go as a text, because
 * most readers would round a number silently.
 */
const value = z
  .union([z.int(), z.string().regex(/^-?\d{1,19}$/)])
  .transform(text => BigInt(text))
  .refine(number => number >= lowest && number <= highest, { message: 'beyond 64 bits' });

const keys = z
  .array(key)
  .refine(({ length }) => length <= mostKeys, failsWith('TooManyGroupCounters'))
  .optional();

const counters = z.array(z.object({ Key: z.string(), Value: z.union([z.int(), z.string()]) }));
const errors = [...namesGroup, 'GroupNotPermitted', 'GroupPlanTooLow', 'TooManyGroupCounters'] as const;

/** Commands about the counters of a group (contract: group-commands.md 6). */
export const groupCounterCommands = {
  get_group_counter: command({
    summary: 'Reads counters of a group.',
    source: 'group-commands.md 6.1',
    caller: 'user',
    body: z.object({ GroupId: groupId, GroupCounterKeys: keys }),
    reply: z.object({ GroupCounter: counters, GroupCounterSeq: z.int() }),
    errors,
  }),
  update_group_counter: command({
    summary: 'Sets counters of a group, or counts up or down.',
    source: 'group-commands.md 6.2',
    caller: 'user',
    body: z.object({
      GroupId: groupId,
      GroupCounter: z
        .array(z.object({ Key: key, Value: value }))
        .min(1)
        .refine(({ length }) => length <= mostKeys, failsWith('TooManyGroupCounters'))
        .refine(list => new Set(list.map(({ Key }) => Key)).size === list.length, {
          message: 'each key once',
        }),
      Mode: z.enum(['Set', 'Increase', 'Decrease']).default('Set'),
    }),
    reply: z.object({ GroupCounter: counters, GroupCounterSeq: z.int() }),
    errors,
  }),
  delete_group_counter: command({
    summary: 'Takes counters away from a group.',
    source: 'group-commands.md 6.3',
    caller: 'user',
    body: z.object({ GroupId: groupId, GroupCounterKeys: keys }),
    reply: z.object({}),
    errors,
  }),
} as const;

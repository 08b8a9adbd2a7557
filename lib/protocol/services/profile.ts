import * as z from 'zod';
import { command, service } from '../command.ts';
import { uint32, userId } from '../ids.ts';

/** Most accounts in one read. */
const accountsPerCall = 100;
/** No profile has more fields than this: twelve standard ones and twenty custom ones, with room. */
const tagsPerCall = 100;

const tag = z.string().min(1).max(64);

const readItems = z.object({
  UserProfileItem: z.array(
    z.object({
      To_Account: z.string(),
      ProfileItem: z
        .array(z.object({ Tag: z.string(), Value: z.union([z.string(), z.number()]) }))
        .optional(),
      ResultCode: z.int(),
      ResultInfo: z.string(),
    }),
  ),
  Fail_Account: z.array(z.string()).optional(),
});

/** Profiles (contract: profile.md). */
export const profile = service({
  name: 'profile',
  owner: 'profiles',
  envelope: 'display',
  faults: {
    badJson: 'ProfileParameterNotValid',
    badBody: 'ProfileParameterNotValid',
    notAdmin: 'ProfileAdminRequired',
    internal: 'ProfileInternal',
  },
  commands: {
    portrait_set: command({
      summary: 'Sets fields of one profile, all of them or none.',
      source: 'profile.md portrait_set',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        // Whether a value fits is the field's to say, with a code of its own.
        ProfileItem: z
          .array(z.object({ Tag: tag, Value: z.unknown() }))
          .min(1)
          .max(tagsPerCall),
      }),
      reply: z.object({}),
      errors: [
        'ProfileAccountNotFound',
        'ProfileAdminRequired',
        'ProfileFieldNotWritable',
        'ProfileTagUnknown',
        'ProfileValueTooLong',
        'ProfileValueNotAllowed',
        'ProfileValueType',
      ],
    }),
    portrait_get: command({
      summary: 'Reads chosen fields of up to 100 profiles; fields never set are left out.',
      source: 'profile.md portrait_get',
      caller: 'user',
      body: z
        .object({
          To_Account: z.array(z.string()).min(1),
          TagList: z.array(tag).min(1).max(tagsPerCall),
        })
        .refine(body => body.To_Account.length <= accountsPerCall, {
          message: `at most ${accountsPerCall} accounts`,
        }),
      reply: readItems,
      fieldFaults: { To_Account: 'ProfileAccountMissing' },
      errors: ['ProfileTagUnknown'],
    }),
    portrait_get_all: command({
      summary: 'Reads all fields of up to 100 profiles.',
      source: 'client-wire.md 4',
      caller: 'user',
      body: z.object({
        From_Account: userId.optional(),
        UserItem: z
          .array(
            z.object({
              To_Account: userId,
              StandardSequence: uint32.optional(),
              CustomSequence: uint32.optional(),
            }),
          )
          .min(1)
          .max(accountsPerCall),
      }),
      reply: readItems,
      errors: ['ProfileAdminRequired'],
    }),
  },
});

import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import { type UserId, uint32, userId } from '../ids.ts';

/** Seconds from now: 0 ends a mute, 4294967295 is for ever. */
const seconds = uint32.optional();

/** An account with an error of its own when it is missing. */
const account = userId
  .optional()
  .refine(id => id !== undefined, failsWith('MutedAccountMissing'))
  .transform(id => id as UserId);

/** Mutes of accounts in the whole application (contract: accounts.md, global mute). */
export const openconfigsvr = service({
  name: 'openconfigsvr',
  owner: 'accounts',
  envelope: 'bare',
  faults: {
    badJson: 'MuteJsonNotValid',
    badBody: 'MuteJsonNotValid',
    notAdmin: 'AccountAdminRequired',
    internal: 'MuteInternal',
  },
  commands: {
    setnospeaking: command({
      summary: 'Mutes an account for one-to-one messages, for messages to groups, or both.',
      source: 'accounts.md openconfigsvr/setnospeaking',
      caller: 'admin',
      body: z
        .object({
          Set_Account: account,
          C2CmsgNospeakingTime: seconds,
          GroupmsgNospeakingTime: seconds,
        })
        .refine(
          body => body.C2CmsgNospeakingTime !== undefined || body.GroupmsgNospeakingTime !== undefined,
          failsWith('MuteTimesMissing'),
        ),
      reply: z.object({}),
      fieldFaults: {
        Set_Account: 'MutedAccountNotValid',
        C2CmsgNospeakingTime: 'ChatMuteNotValid',
        GroupmsgNospeakingTime: 'GroupMuteNotValid',
      },
      errors: ['MutedAccountMissing', 'MuteTimesMissing'],
    }),
    getnospeaking: command({
      summary: 'Tells for how many more seconds an account is muted.',
      source: 'accounts.md openconfigsvr/getnospeaking',
      caller: 'admin',
      body: z.object({ Get_Account: account }),
      reply: z.object({ C2CmsgNospeakingTime: z.int(), GroupmsgNospeakingTime: z.int() }),
      fieldFaults: { Get_Account: 'MutedAccountNotValid' },
      errors: ['MutedAccountMissing'],
    }),
  },
});

import * as z from 'zod';
import { command, failsWith } from './command.ts';
import { groupId, memberResult, namesGroup, newGroup } from './group-schemas.ts';
import { uint32, userId } from './ids.ts';

/** Contract: group-commands.md 4.3. */
const maximumImported = 300;

/** Commands that bring groups from elsewhere; nobody is told (contract: group-commands.md 4). */
export const groupImportCommands = {
  import_group: command({
    summary: 'Makes a group as it was elsewhere.',
    source: 'group-commands.md 4.1',
    caller: 'admin',
    body: z.object({ ...newGroup, CreateTime: uint32.optional() }),
    reply: z.object({ GroupId: z.string() }),
    errors: [
      'GroupParameterNotValid',
      'GroupsTooFast',
      'GroupNotPermitted',
      'GroupIdNotValid',
      'GroupAccountNotFound',
      'GroupIdTaken',
      'TooManyGroupsOfAccount',
      'TooManyGroups',
      'CommunityOff',
    ],
  }),

  import_group_member: command({
    summary: 'Puts up to 300 accounts into an imported group as they were elsewhere.',
    source: 'group-commands.md 4.3',
    caller: 'admin',
    body: z.object({
      GroupId: groupId,
      MemberList: z
        .array(
          z.object({
            Member_Account: userId,
            Role: z.literal('Admin').optional(),
            JoinTime: uint32.optional(),
            UnreadMsgNum: uint32.optional(),
          }),
        )
        .refine(({ length }) => length <= maximumImported, failsWith('TooManyGroupAccounts')),
    }),
    reply: z.object({ MemberList: z.array(memberResult) }),
    errors: [...namesGroup, 'GroupNotPermitted', 'TooManyGroupAccounts'],
  }),
} as const;

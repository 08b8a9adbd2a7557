import * as z from 'zod';
import { command, service } from '../command.ts';
import { uint32, userId } from '../ids.ts';

/** Groups of an account; both group services answer it alike (contract: group-commands.md 1.7). */
export const joinedGroupList = command({
  summary: 'Lists the groups that an account has joined.',
  source: 'group-commands.md 1.7',
  caller: 'user',
  body: z.object({
    Member_Account: userId,
    WithHugeGroups: uint32.optional(),
    WithNoActiveGroups: uint32.optional(),
    Limit: z.int().min(0).max(5000).optional(),
    Offset: uint32.optional(),
    GroupType: z.string().optional(),
    ResponseFilter: z
      .looseObject({
        GroupBaseInfoFilter: z.array(z.string()).optional(),
        SelfInfoFilter: z.array(z.string()).optional(),
      })
      .optional(),
    SupportTopic: uint32.optional(),
  }),
  reply: z.object({
    TotalCount: z.int(),
    GroupIdList: z.array(z.looseObject({ GroupId: z.string() })),
  }),
  errors: ['GroupNotPermitted'],
});

/** Groups (contract: group-commands.md). */
export const groupOpenHttpSvc = service({
  name: 'group_open_http_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'GroupParameterNotValid',
    notAdmin: 'GroupNotPermitted',
    internal: 'GroupInternal',
  },
  commands: { get_joined_group_list: joinedGroupList },
});

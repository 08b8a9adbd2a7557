import * as z from 'zod';
import { command, service } from '../command.ts';
import { groupId } from '../group-schemas.ts';
import { userId } from '../ids.ts';

/** Contract: group-commands.md 7.2 to 7.6. */
const markedAtOnce = 500;
const administrators = 5;
const robotsAtOnce = 10;

/** Marks: 1000 and more are the application's own, 500 and 600 have a meaning (contract: groups.md 12). */
const mark = z.int().refine(value => value === 500 || value === 600 || value >= 1000);
const marked = z.object({ Member_Account: userId, Marks: z.array(mark).min(1).max(10) });
const card = { NickName: z.string(), Avatar: z.string() };
/** 1 sets, 2 takes away. */
const commandType = z.union([z.literal(1), z.literal(2)]);
const namesGroup = ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted'] as const;

const robots = (summary: string) =>
  command({
    summary,
    source: 'group-commands.md 7.6',
    caller: 'admin',
    body: z.object({ GroupId: groupId, Robot_Account: z.array(userId).min(1).max(robotsAtOnce) }),
    reply: z.object({}),
    errors: [...namesGroup, 'GroupAccountNotFound'],
  });

/** Who is in live rooms (contract: group-commands.md 7.2 to 7.6). */
export const groupOpenAvchatroomHttpSvc = service({
  name: 'group_open_avchatroom_http_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'GroupParameterNotValid',
    notAdmin: 'GroupNotPermitted',
    internal: 'GroupInternal',
  },
  commands: {
    get_members: command({
      summary: 'Lists who is in a live room, the newest first.',
      source: 'group-commands.md 7.2',
      caller: 'user',
      body: z.object({
        GroupId: groupId,
        Timestamp: z.int().min(0).default(0),
        Mark: z.int().min(0).optional(),
      }),
      reply: z.object({
        MemberList: z.array(z.object({ Member_Account: z.string(), JoinTime: z.int(), ...card })),
        NextTimestamp: z.int(),
      }),
      errors: [...namesGroup],
    }),
    modify_user_info: command({
      summary: 'Sets marks of members who are in a live room, or takes them away.',
      source: 'group-commands.md 7.3',
      caller: 'user',
      body: z.object({
        GroupId: groupId,
        CommandType: commandType,
        MemberList: z.array(marked).min(1).max(markedAtOnce),
      }),
      reply: z.object({
        CommandType: z.int(),
        MemberList: z.array(z.object({ Member_Account: z.string(), Marks: z.array(z.int()) })),
      }),
      errors: [...namesGroup],
    }),
    modify_admin: command({
      summary: 'Makes accounts administrators of a live room, or ordinary again.',
      source: 'group-commands.md 7.4',
      caller: 'user',
      body: z.object({
        GroupId: groupId,
        CommandType: commandType,
        Admin_Account: z.array(userId).min(1).max(administrators),
      }),
      reply: z.object({}),
      errors: [...namesGroup, 'GroupAccountNotFound'],
    }),
    get_admin_list: command({
      summary: 'Lists the administrators of a live room.',
      source: 'group-commands.md 7.5',
      caller: 'user',
      body: z.object({ GroupId: groupId }),
      reply: z.object({ Admin_List: z.array(z.object({ Admin_Account: z.string(), ...card })) }),
      errors: [...namesGroup],
    }),
    add_robots: robots('Puts accounts into the list of a live room for good.'),
    del_robots: robots('Takes such accounts out of the list again.'),
  },
});

import * as z from 'zod';
import { command, service } from '../command.ts';
import { flag, uint32, userId } from '../ids.ts';

const position = {
  TimeStamp: uint32,
  StartIndex: uint32,
  TopTimeStamp: uint32,
  TopStartIndex: uint32,
} as const;

/** A conversation as clients need it (contract: client-wire.md 4, conversations-and-login.md A1). */
const clientConversation = z.object({
  Type: z.literal(1),
  To_Account: z.string(),
  MsgTime: z.int(),
  MsgTimeStamp: z.int(),
  MsgSeq: z.int(),
  MsgRandom: z.int(),
  TopFlags: flag,
  LastC2CMsgFrom_Account: z.string(),
  LastMsg: z.object({
    MsgBody: z.array(z.unknown()),
    CloudCustomData: z.string(),
    RevokerInfo: z.object({ Revoker_Account: z.string(), Reason: z.string() }).optional(),
  }),
  /** 8: recalled. */
  LastMsgFlags: z.int(),
  C2cPeerReadTime: z.int(),
  C2cNick: z.string(),
  C2cImage: z.string(),
});

export type ClientConversation = z.infer<typeof clientConversation>;

/** Which conversation; groups come in under three names (contract: conversations-and-login.md A). */
const conversationRef = z.object({
  Type: z.union([z.literal(1), z.literal(2)]),
  To_Account: z.string().optional(),
  ToGroupId: z.string().optional(),
  ToGroupid: z.string().optional(),
  GroupId: z.string().optional(),
});

/** Lists of conversations (contract: conversations-and-login.md A). */
export const recentcontact = service({
  name: 'recentcontact',
  owner: 'conversations',
  envelope: 'display',
  faults: {
    badJson: 'ConversationParameterNotValid',
    badBody: 'ConversationParameterNotValid',
    notAdmin: 'ConversationAdminRequired',
    internal: 'ConversationInternal',
  },
  commands: {
    get_list: command({
      summary: "Reads an account's conversation list, newest first, without texts.",
      source: 'conversations-and-login.md A1',
      caller: 'user',
      body: z.object({ From_Account: userId, ...position, AssistFlags: uint32 }),
      reply: z.object({
        SessionItem: z.array(
          z.object({ Type: z.literal(1), To_Account: z.string(), MsgTime: z.int(), TopFlag: flag }),
        ),
        CompleteFlag: flag,
        ...position,
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),

    page_get: command({
      summary: 'Reads the conversation list as client SDKs show it, with last messages and names.',
      source: 'client-wire.md 4',
      caller: 'user',
      body: z.object({
        From_Account: userId.optional(),
        TimeStamp: uint32.default(0),
        StartIndex: uint32.default(0),
        TopTimeStamp: uint32.default(0),
        TopStartIndex: uint32.default(0),
      }),
      reply: z.object({
        SessionItem: z.array(clientConversation),
        CompleteFlag: flag,
        ...position,
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),

    get_contact_group: command({
      summary: 'Reads conversation groups and marks; there are none yet.',
      source: 'conversations-and-login.md A5',
      caller: 'user',
      body: z.object({ From_Account: userId, StartIndex: uint32 }),
      reply: z.object({
        ContactItem: z.array(z.never()),
        GroupItem: z.array(z.never()),
        CompleteFlag: flag,
        NextStartIndex: z.int(),
      }),
      errors: ['ConversationAdminRequired'],
    }),

    search_contact_group: command({
      summary: 'Reads groups and marks of named conversations; there are none yet.',
      source: 'conversations-and-login.md A5',
      caller: 'user',
      body: z.object({ From_Account: userId, ContactItem: z.array(conversationRef).max(300) }),
      reply: z.object({ ContactResultItem: z.array(z.never()), GroupItem: z.array(z.never()) }),
      errors: ['ConversationAdminRequired'],
    }),
  },
});

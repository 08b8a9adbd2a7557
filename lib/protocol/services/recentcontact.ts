import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import { byteLength, flag, uint32, userId } from '../ids.ts';

const position = {
  TimeStamp: uint32,
  StartIndex: uint32,
  TopTimeStamp: uint32,
  TopStartIndex: uint32,
} as const;

/** Marks and groups as lists show them; what a conversation does not have is left out. */
const labelParts = {
  /** One digit for each standard mark, mark 0 last. */
  StandardMark: z.string().optional(),
  CustomMark: z.string().optional(),
  ContactGroupId: z.array(z.int()).optional(),
} as const;

export type LabelParts = z.infer<z.ZodObject<typeof labelParts>>;

/** A conversation as clients need it (contract: client-wire.md 4, conversations-and-login.md A1). */
const clientConversation = z.object({
  Type: z.literal(1),
  To_Account: z.string(),
  MsgTime: z.int(),
  MsgTimeStamp: z.int(),
  TopFlags: flag,
  /** How the owner is told of messages: 0 with push, 1 not, 2 without push, 3 without push except when named. */
  MsgRecvOption: z.int().min(0).max(3),
  /** The last message; absent in a conversation that was emptied. */
  MsgSeq: z.int().optional(),
  MsgRandom: z.int().optional(),
  LastC2CMsgFrom_Account: z.string().optional(),
  LastMsg: z
    .object({
      MsgBody: z.array(z.unknown()),
      CloudCustomData: z.string(),
      RevokerInfo: z.object({ Revoker_Account: z.string(), Reason: z.string() }).optional(),
    })
    .optional(),
  /** 8: recalled. */
  LastMsgFlags: z.int().optional(),
  C2cPeerReadTime: z.int(),
  C2cNick: z.string(),
  C2cImage: z.string(),
  ...labelParts,
});

export type ClientConversation = z.infer<typeof clientConversation>;

/** Groups come in under three names (contract: conversations-and-login.md A). */
const groupRef = z.object({
  Type: z.literal(2),
  ToGroupId: z.string().optional(),
  ToGroupid: z.string().optional(),
  GroupId: z.string().optional(),
});

const peerRef = z.object({ Type: z.literal(1), To_Account: userId });

/** Which conversation: with whom, or in which group. */
const conversationRef = z.discriminatedUnion('Type', [peerRef, groupRef]);

/** Which conversation, as bodies name it. */
export type ConversationRef = z.output<typeof conversationRef>;

const labelledConversation = z.object({
  Type: z.literal(1),
  To_Account: z.string(),
  ...labelParts,
  Timestamp: z.int(),
});

/** Longer names have an error of their own, which the command answers. */
const groupName = z.string().min(1);
const groupItem = z.object({ GroupName: z.string(), GroupId: z.int() });
/** 1 add, 2 remove. */
const joinOrLeave = z.union([z.literal(1), z.literal(2)]);
/** Standard marks by number, 0 to 63: the last bits of the values that clients use. */
const marks = z.array(z.int().min(0).max(63)).optional();

const markItem = z.object({
  /** 1 standard marks, 2 the text, 3 both. */
  OptType: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  ContactItem: conversationRef,
  SetMark: marks,
  ClearMark: marks,
  CustomMark: z
    .string()
    .refine(text => byteLength(text) <= 256, { message: 'a custom mark has 256 bytes at most' })
    .optional(),
});

export type MarkItem = z.output<typeof markItem>;

const itemResult = z.object({
  ContactItem: conversationRef,
  ResultCode: z.int(),
  ResultInfo: z.string(),
});

export type ItemResult = z.input<typeof itemResult>;

/** Conversations named in one call. Lists of 500 come in five. */
const refs = z.array(conversationRef).min(1).max(100);

const deletion = { From_Account: userId, ClearRamble: flag.default(0) } as const;
const clearing = { From_Account: userId.optional() } as const;

const resultOfOne = { ResultCode: z.int(), ResultInfo: z.string() } as const;

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
          z.object({
            Type: z.literal(1),
            To_Account: z.string(),
            MsgTime: z.int(),
            TopFlag: flag,
            ...labelParts,
          }),
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
        AssistFlags: uint32.default(2),
      }),
      reply: z.object({
        SessionItem: z.array(clientConversation),
        CompleteFlag: flag,
        ...position,
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),

    delete: command({
      summary: 'Removes a conversation from one list, with or without its history.',
      source: 'conversations-and-login.md A2',
      caller: 'user',
      body: z.discriminatedUnion('Type', [peerRef.extend(deletion), groupRef.extend(deletion)]),
      reply: z.object({}),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired', 'ConversationGroupNotFound'],
    }),

    batch_delete: command({
      summary: 'Removes up to 100 conversations from one list, with or without their history.',
      source: 'client-wire.md 4; conversations-and-login.md A2',
      caller: 'user',
      body: z.object({
        From_Account: userId.optional(),
        ContactItem: refs,
        ClearRamble: flag.default(0),
      }),
      reply: z.object({
        ResultItem: z.array(z.object({ Type: z.literal(1), To_Account: z.string(), ...resultOfOne })),
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired', 'ConversationGroupNotFound'],
    }),

    clear_msg: command({
      summary: 'Empties a conversation for one account; it stays in the list.',
      source: 'client-sdk.md 5.4',
      caller: 'user',
      body: z.discriminatedUnion('Type', [peerRef.extend(clearing), groupRef.extend(clearing)]),
      reply: z.object({}),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired', 'ConversationGroupNotFound'],
    }),

    top: command({
      summary: 'Pins conversations to the top of a list, or no longer; 50 at most.',
      source: 'conversations-and-login.md A2b',
      caller: 'user',
      body: z.object({
        From_Account: userId.optional(),
        OperationType: z.union([z.literal(1), z.literal(2)]),
        RecentContactItem: refs,
      }),
      reply: z.object({}),
      errors: [
        'ConversationAccountNotFound',
        'ConversationAdminRequired',
        'ConversationNotFound',
        'ConversationGroupNotFound',
        'TooManyPins',
      ],
    }),

    create_contact_group: command({
      summary: 'Makes a conversation group with its first conversations; an account has 20 at most.',
      source: 'conversations-and-login.md A3',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        GroupContactItem: z
          .array(z.object({ GroupName: groupName, ContactItem: z.array(conversationRef).max(1000) }))
          .length(1),
      }),
      reply: z.object({
        GroupResultItem: z.array(z.object({ GroupItem: groupItem, ResultItem: z.array(itemResult) })),
      }),
      errors: [
        'ConversationAccountNotFound',
        'ConversationAdminRequired',
        'ConversationParameterNotValid',
        'TooManyLabels',
        'TooManyContactGroups',
        'ContactGroupNameTooLong',
      ],
    }),

    update_contact_group: command({
      summary: 'Renames a conversation group, or moves conversations in and out.',
      source: 'conversations-and-login.md A3',
      caller: 'user',
      body: z.object({
        From_Account: userId,
        UpdateType: z.literal(1),
        UpdateGroup: z.discriminatedUnion('UpdateGroupType', [
          z.object({ UpdateGroupType: z.literal(1), OldGroupName: groupName, NewGroupName: groupName }),
          z.object({
            UpdateGroupType: z.literal(2),
            OldGroupName: groupName,
            ContactUpdateItem: z
              .array(z.object({ ContactOptType: joinOrLeave, ContactItem: conversationRef }))
              .min(1)
              .max(1000),
          }),
        ]),
      }),
      reply: z.object({
        UpdateType: z.literal(1),
        UpdateGroupResult: z.object({
          UpdateGroupType: z.union([z.literal(1), z.literal(2)]),
          GroupName: z.string(),
          GroupId: z.int(),
          OldGroupName: z.string(),
          ContactResultItem: z.array(itemResult.extend({ ContactOptType: joinOrLeave })),
        }),
      }),
      errors: [
        'ConversationAccountNotFound',
        'ConversationAdminRequired',
        'ConversationParameterNotValid',
        'TooManyLabels',
        'ContactGroupNotFound',
        'ContactGroupNameTooLong',
      ],
    }),

    del_contact_group: command({
      summary: 'Deletes a conversation group; the conversations stay.',
      source: 'conversations-and-login.md A3',
      caller: 'user',
      body: z.object({ From_Account: userId, GroupName: z.array(groupName).length(1) }),
      reply: z.object({ GroupItem: z.array(groupItem) }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired', 'ContactGroupNotFound'],
    }),

    mark_contact: command({
      summary: 'Sets and clears standard marks and a text of up to 256 bytes on up to 100 conversations.',
      source: 'conversations-and-login.md A4',
      caller: 'user',
      body: z.object({
        From_Account: userId.optional(),
        MarkItem: z
          .array(markItem)
          .refine(({ length }) => length >= 1 && length <= 100, failsWith('ConversationNotFound')),
      }),
      reply: z.object({
        ResultItem: z.array(
          itemResult.extend({ OptType: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
        ),
      }),
      errors: [
        'ConversationAccountNotFound',
        'ConversationAdminRequired',
        'ConversationNotFound',
        'TooManyLabels',
      ],
    }),

    get_contact_group: command({
      summary:
        "Reads an account's conversation groups, and the conversations with a group or a mark, in pages.",
      source: 'conversations-and-login.md A5',
      caller: 'user',
      body: z.object({ From_Account: userId, StartIndex: uint32 }),
      reply: z.object({
        ContactItem: z.array(labelledConversation),
        GroupItem: z.array(groupItem),
        CompleteFlag: flag,
        NextStartIndex: z.int(),
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),

    search_contact_group: command({
      summary: 'Reads groups and marks of up to 300 named conversations.',
      source: 'conversations-and-login.md A5',
      caller: 'user',
      body: z.object({ From_Account: userId, ContactItem: z.array(conversationRef).max(300) }),
      reply: z.object({ ContactResultItem: z.array(labelledConversation), GroupItem: z.array(groupItem) }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),
  },
});

import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import {
  clearing,
  clientConversation,
  clientGroupConversation,
  conversationRef,
  deletion,
  groupItem,
  groupName,
  groupRef,
  itemResult,
  joinOrLeave,
  labelledConversation,
  markItem,
  peerRef,
  plainConversation,
  position,
  refs,
  resultOfOne,
} from '../conversation-schemas.ts';
import { flag, uint32, userId } from '../ids.ts';

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
        SessionItem: z.array(plainConversation),
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
        SessionItem: z.array(z.discriminatedUnion('Type', [clientConversation, clientGroupConversation])),
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
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
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
        ResultItem: z.array(
          z.discriminatedUnion('Type', [
            z.object({ Type: z.literal(1), To_Account: z.string(), ...resultOfOne }),
            z.object({ Type: z.literal(2), ToGroupid: z.string(), ...resultOfOne }),
          ]),
        ),
      }),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
    }),

    clear_msg: command({
      summary: 'Empties a conversation for one account; it stays in the list.',
      source: 'client-sdk.md 5.4',
      caller: 'user',
      body: z.discriminatedUnion('Type', [peerRef.extend(clearing), groupRef.extend(clearing)]),
      reply: z.object({}),
      errors: ['ConversationAccountNotFound', 'ConversationAdminRequired'],
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

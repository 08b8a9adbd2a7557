/** What a documented error tells its caller. */
export interface ErrorEntry {
  /** The number on the wire (`ErrorCode`). */
  readonly code: number;
  /** The default `ErrorInfo`: what was wrong and what to do about it. */
  readonly text: string;
  /** Whether the same call may succeed when it is sent again unchanged. */
  readonly retryable: boolean;
}

const fault = (code: number, text: string): ErrorEntry => ({ code, text, retryable: false });
/** A new one goes into lib/sdk/codes.ts too. */
const passing = (code: number, text: string): ErrorEntry => ({ code, text, retryable: true });

/**
 * Every error of the wire, by name. Codes and meanings: contract envelope.md 4 and 5, accounts.md, profile.md,
 * messages.md 8, conversations-and-login.md A, groups.md 14.
 */
export const errors = {
  // Gateway, every command
  RequestNotParsable: fault(60002, 'the request cannot be parsed; check the URL and the query parameters'),
  BodyNotJson: fault(60003, 'the body is not valid JSON'),
  ApplicationNotValid: fault(60006, 'sdkappid is not valid'),
  CommandRateExceeded: passing(60007, 'this command is called too often; slow down and try again'),
  CommandUnknown: fault(60009, 'there is no such command; check the service and command in the path'),
  AdminRequired: fault(60010, 'this call needs the UserSig of an application administrator'),
  ApplicationMissing: fault(60012, 'sdkappid is missing'),
  ApplicationDisabled: fault(60016, 'this application is disabled'),
  CommandNotSupported: fault(60017, 'this command is not available here'),

  // Accounts and signatures
  UserSigExpired: fault(70001, 'the UserSig has expired or was revoked; make a new one'),
  UserSigEmpty: fault(70002, 'the UserSig is empty'),
  UserSigUnreadable: fault(70003, 'the UserSig cannot be decoded'),
  UserSigMismatch: fault(70009, 'the UserSig was not signed with a key of this application'),
  UserSigOtherAccount: fault(70013, 'identifier does not match the UserSig'),
  UserSigOtherApplication: fault(70014, 'sdkappid does not match the UserSig'),
  ApplicationNotFound: fault(70020, 'there is no application with this sdkappid'),
  AccountNotFound: fault(70107, 'Err_TLS_PT_Open_Login_Account_Not_Exist'),
  AccountTimeout: passing(70169, 'not finished in time; send the same call again'),
  BatchSizeNotValid: fault(70206, 'the number of entries in the batch is not valid'),
  AccountParameterNotValid: fault(70402, 'a parameter is missing or not valid'),
  AccountAdminRequired: fault(70403, 'this call needs an application administrator'),
  AccountInternal: passing(70500, 'internal error; try again'),

  // Mutes in the whole application
  MuteJsonNotValid: fault(130001, 'the body is not valid JSON of the expected form'),
  MutedAccountMissing: fault(130004, 'the account is missing'),
  MutedAccountNotValid: fault(130005, 'the account is not valid or does not exist'),
  ChatMuteNotValid: fault(130006, 'C2CmsgNospeakingTime is not an unsigned 32-bit integer'),
  GroupMuteNotValid: fault(130007, 'GroupmsgNospeakingTime is not an unsigned 32-bit integer'),
  MuteTimesMissing: fault(130008, 'neither C2CmsgNospeakingTime nor GroupmsgNospeakingTime is given'),
  MuteInternal: passing(130014, 'internal error; try again'),

  // Devices
  PushTokenEmpty: fault(22003, 'the push token is empty'),
  PushTokenTooLong: fault(22004, 'the push token is longer than 256 bytes'),

  // Status of users
  UserStatusOff: fault(72001, 'user status is off; an administrator can switch the setting userStatus on'),

  // Settings of an application (a code of our own)
  SettingsChanged: fault(79001, 'the settings were changed meanwhile; read them and decide anew'),

  // Profiles
  ProfileParameterNotValid: fault(40001, 'Err_Profile_Comm_Decode_Fail'),
  ProfileAccountMissing: fault(40002, 'To_Account is missing'),
  ProfileAccountNotFound: fault(40003, 'the account does not exist'),
  ProfileAdminRequired: fault(40004, 'only an administrator may do this for another account'),
  ProfileInternal: passing(40006, 'internal error; try again'),
  ProfileFieldNotReadable: fault(40007, 'no permission to read this field'),
  ProfileFieldNotWritable: fault(40008, 'no permission to write this field'),
  ProfileTagUnknown: fault(40009, 'this tag does not exist'),
  ProfileValueTooLong: fault(40601, 'the value is longer than 500 bytes'),
  ProfileValueNotAllowed: fault(40605, 'this value is not allowed for the field'),
  ProfileValueType: fault(40610, 'the value has the wrong type for the field'),

  // One-to-one messages
  MessagePacketNotValid: fault(20001, 'the request packet is not valid'),
  MessageAuthFailed: fault(20002, 'the login of this connection is not valid; log in again'),
  MessageAccountNotValid: fault(20003, 'the sender or the receiver is not valid or does not exist'),
  MessageInternal: passing(20005, 'internal error; try again'),
  BlockedByReceiver: fault(20007, 'the receiver has blocked the sender'),
  NotFriends: fault(20009, 'the two are not friends'),
  NotFriendOfReceiver: fault(20010, "the sender is not among the receiver's friends"),
  NotFriendOfSender: fault(20011, "the receiver is not among the sender's friends"),
  SenderMuted: fault(20012, 'the sender is muted'),
  RecallWindowPassed: fault(20016, 'the time in which the message could be recalled has passed'),
  MessageNotFound: fault(20022, 'there is no such message'),
  MessageAlreadyRecalled: fault(20023, 'the message was recalled already'),
  ModifiedMessageNotFound: fault(20026, 'the message to modify is not there or was recalled'),
  ModificationOutdated: fault(20027, 'the message was modified since; the answer shows it as it is'),
  ModifiedAtOnce: passing(20028, 'the message is modified by several at once; try again'),
  MessageJsonNotValid: fault(90001, 'the body is not valid JSON of the expected form'),
  MessageElementNotValid: fault(90002, 'an element of MsgBody does not fit the message format'),
  ReceiverNotValid: fault(90003, 'To_Account is missing, of the wrong type or not valid'),
  MessageSeqNotValid: fault(90004, 'MsgSeq is not an unsigned 32-bit integer'),
  MessageRandomNotValid: fault(90005, 'MsgRandom is missing or not an unsigned 32-bit integer'),
  MessageTimeNotValid: fault(90006, 'MsgTimeStamp is missing or not an integer'),
  MessageBodyNotArray: fault(90007, 'MsgBody is missing or not an array'),
  SenderNotValid: fault(90008, 'From_Account is missing, of the wrong type or not valid'),
  MessageAdminRequired: fault(90009, 'this call needs an application administrator'),
  MessageFormatNotValid: fault(90010, 'the body does not match the message format'),
  TooManyAccounts: fault(90011, 'more than 500 accounts in one call'),
  ReceiverNotFound: fault(90012, 'To_Account is not registered'),
  MessageLifeTimeTooLong: fault(90026, 'MsgLifeTime is above 604800 seconds'),
  SyncFromOldSystemNotValid: fault(90030, 'SyncFromOldSystem is missing or not 2 or 5'),
  SyncOtherMachineNotValid: fault(90031, 'SyncOtherMachine is not 1 or 2'),
  OfflinePushInfoNotValid: fault(90043, 'OfflinePushInfo is not valid'),
  MessageLifeTimeNotValid: fault(90044, 'MsgLifeTime is not an integer'),
  MessageSenderNotFound: fault(90048, 'the account does not exist'),
  MessageKeyNotValid: fault(90054, 'MsgKey is not of the form MsgSeq_MsgRandom_MsgTime'),
  MessageBackendFailed: passing(90994, 'internal error; try again'),
  MessageServiceInternal: passing(91000, 'internal error; try again'),
  MessageTooLong: fault(93000, 'the message is longer than 12 KB'),

  // Message extensions (messages.md 5)
  MessageExtensionsOff: fault(
    10008,
    'message extensions are off; an administrator can switch the setting messageExtensions on',
  ),
  ExtensionConflict: fault(23001, 'the key was changed since; the answer shows it as it is'),
  ExtensionsNotSupported: fault(23002, 'the message was sent without SupportMessageExtension'),
  ExtensionRateExceeded: passing(23003, 'the message was extended more than 200 times in this minute'),
  ExtendedMessageNotFound: fault(23004, 'there is no such message'),

  // Conversations
  ConversationAccountNotFound: fault(50001, 'the account is not registered'),
  ConversationParameterNotValid: fault(50002, 'a parameter is missing or not valid'),
  ConversationAdminRequired: fault(50003, 'this call needs an application administrator'),
  ConversationInternal: passing(50004, 'internal error; try again'),
  ConversationNotFound: fault(51006, 'there is no such conversation, or none or more than 100 are named'),
  ConversationGroupNotFound: fault(51007, 'there is no such group'),
  TooManyLabels: fault(51008, 'more than 1000 conversations have a group or a mark'),
  ContactGroupNotFound: fault(51009, 'there is no conversation group of that name'),
  TooManyContactGroups: fault(51010, 'more than 20 conversation groups'),
  ContactGroupNameTooLong: fault(51011, 'the name of a conversation group is longer than 32 bytes'),
  TooManyPins: fault(51012, 'more than 50 conversations are pinned'),

  // Relations
  RelationParameterNotValid: fault(30001, 'a parameter is missing or not valid'),
  RelationAccountNotFound: fault(30003, 'the account does not exist'),
  RelationAdminRequired: fault(30004, 'only an administrator may do this for another account'),
  RelationInternal: passing(30006, 'internal error; try again'),
  RelationTimeout: passing(30007, 'not finished in time; send the same call again'),
  RelationConflict: passing(30008, 'changed by several at once; try again'),
  FriendRequestsForbidden: fault(30009, 'this account may not send friend requests'),
  TooManyFriends: fault(30010, 'more than 3000 friends'),
  TooManyFriendGroups: fault(30011, 'more than 32 friend groups'),
  TooManyFriendRequests: fault(30012, 'more than 100 friend requests wait'),
  BlockListFull: fault(30013, 'more than 1000 accounts are blocked'),
  PeerHasTooManyFriends: fault(30014, 'the other account has 3000 friends already'),
  AlreadyBlocked: fault(30001, 'Err_SNS_BlackListAdd_Already_Exist'),
  NotBlocked: fault(30001, 'the account is not blocked'),
  AlreadyFriend: fault(30001, 'the account is a friend already'),
  NotFriend: fault(30001, 'the account is not a friend'),
  PeerIsBlocked: fault(30515, 'the other account is in the block list of this one'),
  PeerDeniesRequests: fault(30516, 'the other account takes no friend requests'),
  BlockedByPeer: fault(30525, 'this account is in the block list of the other one'),
  FriendRequestWaits: fault(30539, 'the request waits for the answer of the other account'),
  FriendRequestNotFound: fault(30614, 'there is no such friend request'),
  NoFriendToDelete: fault(31704, 'there is no such friend to delete'),
  NoFriendForGroup: fault(32216, 'only a friend can be in a friend group'),

  // Files (a code of our own)
  FileTooLarge: fault(79101, 'larger than 100 MB, or a picture or sound larger than 28 MB'),

  // Groups (groups.md 14)
  GroupCallerNotLoggedIn: fault(10001, 'the caller is not logged in; check the account and its UserSig'),
  GroupInternal: passing(10002, 'internal error; try again'),
  GroupParameterNotValid: fault(10004, 'a parameter is missing or not valid'),
  TooManyGroupAccounts: fault(10005, 'too many accounts in one call'),
  GroupsTooFast: passing(10006, 'too many in a short time; slow down and try again'),
  GroupNotPermitted: fault(10007, 'no permission for this operation'),
  GroupSignatureFailed: fault(10008, 'the signature of the request is not valid'),
  OwnerMayNotLeave: fault(10009, 'the owner may not leave; hand the group over or dissolve it'),
  GroupNotFound: fault(10010, 'the group does not exist or was dissolved'),
  GroupJsonNotValid: fault(10011, 'the body is not valid JSON'),
  GroupOperatorNotValid: fault(10012, 'the acting account is not valid'),
  AlreadyGroupMember: fault(10013, 'already a member of the group'),
  GroupFull: fault(10014, 'the group is full'),
  GroupIdNotValid: fault(10015, 'the group id is not valid'),
  GroupWebhookRefused: fault(10016, 'refused by the webhook of the application'),
  GroupSenderMuted: fault(10017, 'the sender is muted in the group'),
  GroupAnswerTooLarge: fault(10018, 'the answer is larger than 1 MB; ask for less at a time'),
  GroupAccountNotFound: fault(10019, 'an account in the request does not exist'),
  ImportedMessageTooLong: fault(10020, 'an imported message is too long'),
  GroupIdTaken: fault(10021, 'the group id is in use'),
  GroupMessageRateExceeded: passing(10023, 'more messages than the group takes in a second; try again'),
  GroupRequestHandled: fault(10024, 'the invitation or request was handled already'),
  GroupIdTakenByCaller: fault(10025, 'the group id is in use, by a group of yours'),
  GroupCommandDisabled: fault(10026, 'this command is disabled for the application'),
  GroupMessageNotFound: fault(10030, 'there is no such message'),
  GroupRecallWindowPassed: fault(10031, 'the time in which the message could be recalled has passed'),
  GroupMessageNotRecallable: fault(10032, 'this message cannot be recalled'),
  GroupTypeWithoutRecall: fault(10033, 'this type of group has no recall'),
  GroupMessageNotDeletable: fault(10034, 'this kind of message cannot be deleted'),
  GroupTypeWithoutDeletion: fault(10035, 'this type of group has no deletion of messages'),
  TooManyLiveRooms: fault(10036, 'the application has as many live rooms as it may have'),
  TooManyGroupsOfAccount: fault(10037, 'the account is in as many groups as it may be in'),
  TooManyGroupMembers: fault(10038, 'more members than the group may have'),
  GroupRecallOff: fault(10041, 'recall in groups is switched off for the application'),
  GroupTypeWithoutHistory: fault(10044, 'this type of group keeps no history'),
  GroupAttributeKeyTooLong: fault(10045, 'an attribute key is longer than 32 bytes'),
  GroupAttributeValueTooLong: fault(10046, 'an attribute value is longer than 4000 bytes'),
  TooManyGroupAttributes: fault(10047, 'more than 16 attributes'),
  GroupAttributesTooLarge: fault(10048, 'the attributes are larger than 16000 bytes together'),
  GroupAttributesTooFast: passing(10049, 'attributes are changed too often; slow down and try again'),
  GroupAttributeNotFound: fault(10050, 'there is no such attribute to delete'),
  GroupDeletionTooWide: fault(10051, 'the range of messages to delete is too wide'),
  GroupMessagesNotFound: fault(10052, 'there is no message to delete'),
  TooManyMentions: fault(10053, 'more than 30 accounts are named with @'),
  GroupMembersNeedPages: fault(10054, 'the group has too many members for one answer; ask for pages'),
  GroupAttributesChanged: fault(10056, 'the attributes were changed meanwhile; read them and decide anew'),
  TooManyGroups: fault(10058, 'the application has as many groups as it may have'),
  GroupPlanTooLow: fault(10059, 'the settings of the application do not allow this'),
  GroupTooLargeForReceipts: fault(10060, 'the group is too large for read receipts'),
  GroupMessageOnlineOnly: fault(10061, 'a message for who is connected has no read receipt'),
  GroupMessageWithoutReceipt: fault(10062, 'the message asked for no read receipt'),
  TooManyGroupCounters: fault(10063, 'more than 20 counters'),
  TooManyPinnedMessages: fault(10070, 'as many messages are pinned as may be'),
  CommunityOff: fault(11000, 'communities are off; an administrator can switch the setting communities on'),
  GroupContentRefused: fault(80001, 'the content was refused'),
  GroupMessageTooLong: fault(80002, 'the message is longer than 12 KB'),
  TopicNotDeleted: passing(110002, 'the topic could not be deleted; try again'),
  TopicDeleted: fault(110003, 'the topic was deleted already'),
  PermissionGroupNotFound: fault(110006, 'there is no such permission group'),
  PermissionGroupNotDeleted: passing(110007, 'the permission group could not be deleted; try again'),
  PermissionGroupDeleted: fault(110008, 'the permission group is not there or was deleted already'),
  TopicPermissionExists: fault(110010, 'the topic is in the permission group already'),
  TopicPermissionNotFound: fault(110011, 'the topic is not in the permission group'),
  PermissionGroupFull: fault(110012, 'the permission group has as many members as it may have'),
  PermissionTopicNotValid: fault(110013, 'the community has no such topic'),
  TopicPermissionDeleted: fault(110014, 'the topic was taken out of the permission group already'),
} as const satisfies Record<string, ErrorEntry>;

/** The name of a documented error. */
export type ErrorName = keyof typeof errors;

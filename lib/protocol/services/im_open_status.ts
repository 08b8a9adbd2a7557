import * as z from 'zod';
import { command, failsWith, service } from '../command.ts';
import { byteLength, flag, userId } from '../ids.ts';

/** What could not be done for one of several accounts. */
const errorList = z.array(z.object({ To_Account: z.string(), ErrorCode: z.int(), ErrorInfo: z.string() }));

const accounts = (most: number) =>
  z
    .array(userId)
    .min(1)
    .refine(list => list.length <= most, failsWith('TooManyAccounts'));

const maximumCustomStatusBytes = 100;

/** Logins of clients (contract: client-wire.md 2 and 3). */
export const imOpenStatus = service({
  name: 'im_open_status',
  owner: 'sessions',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'AccountParameterNotValid',
    notAdmin: 'AccountAdminRequired',
    internal: 'AccountInternal',
  },
  commands: {
    wslogin: command({
      summary: 'Logs a client in by UserSig, or back in after a reconnect by its A2Key.',
      source: 'client-wire.md 2 and 3',
      caller: 'applicant',
      doors: ['socket'],
      body: z.looseObject({}),
      reply: z.object({
        A2Key: z.string(),
        TinyId: z.string(),
        /** Seconds between two `wshello`. */
        HelloInterval: z.int(),
        InstId: z.int(),
        /** Seconds since 1970. */
        TimeStamp: z.int(),
        CustomStatus: z.string(),
      }),
      errors: [
        'UserSigExpired',
        'UserSigEmpty',
        'UserSigUnreadable',
        'UserSigMismatch',
        'UserSigOtherAccount',
        'UserSigOtherApplication',
        'AccountParameterNotValid',
      ],
    }),
    wshello: command({
      summary: 'Keeps a login alive; sent every `HelloInterval` seconds.',
      source: 'client-wire.md 3',
      caller: 'user',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: ['UserSigExpired'],
    }),
    ws_set_custom_status: command({
      summary: "Sets the caller's custom status, at most 100 bytes; empty takes it away.",
      source: 'client-sdk.md 5.5',
      caller: 'user',
      doors: ['socket'],
      body: z.object({
        CustomStatus: z.string().refine(text => byteLength(text) <= maximumCustomStatusBytes, {
          message: 'at most 100 bytes',
        }),
      }),
      reply: z.object({}),
      errors: [],
    }),
    ws_get_user_status: command({
      summary: 'Tells the status of up to 500 accounts; 20 calls in 5 s.',
      source: 'conversations-and-login.md E1, client-wire.md 5',
      caller: 'user',
      doors: ['socket'],
      body: z.object({ To_Account: accounts(500) }),
      reply: z.object({
        UserStatusList: z.array(
          z.object({
            To_Account: z.string(),
            /** 1 online, 2 offline, 3 not logged in. */
            Status: z.union([z.literal(1), z.literal(2), z.literal(3)]),
            /** Base64 of UTF-8. */
            CustomStatus: z.string(),
          }),
        ),
        ErrorList: errorList,
      }),
      errors: ['TooManyAccounts', 'UserStatusOff'],
    }),
    ws_status_subscribe: command({
      summary: 'Has the client told of status changes of up to 100 accounts for 7 days; 20 calls in 5 s.',
      source: 'conversations-and-login.md E1',
      caller: 'user',
      doors: ['socket'],
      body: z.object({ To_Account: accounts(100) }),
      reply: z.object({ ErrorList: errorList }),
      errors: ['TooManyAccounts', 'UserStatusOff'],
    }),
    ws_status_unsubscribe: command({
      summary: 'Ends subscriptions of the client: of up to 100 accounts, or all; 20 calls in 5 s.',
      source: 'conversations-and-login.md E1',
      caller: 'user',
      doors: ['socket'],
      body: z
        .object({ To_Account: accounts(100).optional(), UnsubscribeAll: flag.default(0) })
        .refine(body => body.UnsubscribeAll === 1 || body.To_Account !== undefined, {
          message: 'give To_Account, or UnsubscribeAll 1',
        }),
      reply: z.object({ ErrorList: errorList }),
      errors: ['TooManyAccounts', 'UserStatusOff'],
    }),
    ws_stat_settoken: command({
      summary: 'Registers the device on which the client is reached by push while it is away, or ends that.',
      source: 'conversations-and-login.md D, push-vendors.md 2',
      caller: 'user',
      doors: ['socket'],
      body: z.object({
        /** Token of an Android phone. */
        TokenID: z.string().default(''),
        /** Token of an Apple device. */
        VarToken: z.string().default(''),
        /** 0: no pushes to this client. */
        PushMsg: flag.default(1),
        /** Number of the vendor certificate. */
        BusiID: z.int().min(0).max(0xffff_ffff).catch(0),
        /** Brand of the device, by a number of the clients. */
        InstType: z.int().catch(0),
      }),
      reply: z.object({}),
      errors: ['PushTokenEmpty', 'PushTokenTooLong'],
    }),
    wslogout: command({
      summary: 'Ends a login; answered with OK whatever the state of the login.',
      source: 'client-wire.md 3',
      caller: 'applicant',
      doors: ['socket'],
      body: z.unknown(),
      reply: z.object({}),
      errors: [],
    }),
  },
});

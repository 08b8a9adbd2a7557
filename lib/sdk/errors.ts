import { codes, passingCodes } from './codes.ts';

/** Errors that the SDK itself makes. The numbers are those that the published clients use (contract: client-sdk.md 6). */
const ownErrors = {
  Unreachable: {
    code: 2800,
    text: 'the server cannot be reached',
    remedy: 'check the address and the network, then connect again',
    retryable: true,
  },
  AddressNotValid: {
    code: 2905,
    text: 'the address is not a WebSocket URL',
    remedy: 'give one that begins with wss:// or ws://',
    retryable: false,
  },
  TimedOut: {
    code: 2801,
    text: 'the server did not answer in time',
    remedy: 'it may have been done all the same: read the history before you do it again',
    retryable: true,
  },
  Closed: {
    code: 2999,
    text: 'this client is closed',
    remedy: 'connect again',
    retryable: false,
  },
  OtherDeviceKind: {
    code: 3002,
    text: 'the account logged in on another device that takes the place of this one',
    remedy: 'tell the user, and connect again when the user asks for it',
    retryable: false,
  },
  OtherClient: {
    code: 3003,
    text: 'the account logged in elsewhere',
    remedy: 'tell the user, and connect again when the user asks for it',
    retryable: false,
  },
  LoginEnded: {
    code: 3004,
    text: 'the login has expired or was revoked',
    remedy: 'get a new UserSig and connect again',
    retryable: false,
  },
  KickedByServer: {
    code: 3006,
    text: 'an administrator ended the login',
    remedy: 'get a new UserSig and connect again, if the account may still log in',
    retryable: false,
  },
  FrameTooLarge: {
    code: codes.MessageTooLong,
    text: 'the request is larger than the 32 KB that fit into a frame',
    remedy: 'send less at once',
    retryable: false,
  },
} as const;

/** The name of an error that the SDK itself makes. */
export type OwnErrorName = keyof typeof ownErrors;

/** Every failure of the SDK: what happened, as a number and in words, and what to do about it. */
export class KaiwaError extends Error {
  constructor(
    /** `ErrorCode` of the server, or a number of contract client-sdk.md 6. */
    readonly code: number,
    message: string,
    /** What the application can do. */
    readonly remedy: string,
    /** Whether the same call may succeed when it is made again unchanged. */
    readonly retryable: boolean,
    /** What the server answered beside it. */
    readonly reply: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'KaiwaError';
  }
}

/** An error that the SDK itself makes. */
export const ownError = (name: OwnErrorName): KaiwaError => {
  const { code, text, remedy, retryable } = ownErrors[name];
  return new KaiwaError(code, text, remedy, retryable);
};

const remedies = new Map<number, string>([
  [codes.UserSigExpired, 'get a new UserSig and connect again'],
  [codes.UserSigMismatch, 'sign the UserSig with a current key of this application'],
  [codes.UserSigOtherAccount, 'use the UserSig that was made for this account'],
  [codes.UserSigOtherApplication, 'use the UserSig that was made for this application'],
  [codes.ApplicationNotFound, 'check sdkAppId'],
  [codes.MessageAuthFailed, 'connect again'],
  [codes.RecallWindowPassed, 'leave the message as it is; only an administrator can still recall it'],
]);

/** An error that the server answered. */
export const serverError = (
  code: number,
  info: string,
  reply?: Readonly<Record<string, unknown>>,
): KaiwaError => {
  const retryable = passingCodes.has(code);
  const usual = retryable ? 'wait a moment and do the same again' : 'change the call as the message says';
  return new KaiwaError(code, info, remedies.get(code) ?? usual, retryable, reply);
};

/** Codes by which the server says that a login is over, on any reply (contract: client-wire.md 3). */
export const endsLogin = (code: number): boolean =>
  code === codes.UserSigExpired || code === codes.MessageAuthFailed;

/** Why the server ended a login, by the number of the notice (contract: client-wire.md 3). */
export const kickError = (type: number): KaiwaError => {
  if (type === 1) return ownError('OtherClient');
  return ownError(type === 2 ? 'OtherDeviceKind' : 'KickedByServer');
};

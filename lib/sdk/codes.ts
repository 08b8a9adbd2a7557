/**
 * Codes of the server that the client core knows. The catalogue with its texts (lib/protocol/errors.ts) is a third of what a
 * page would load; test/sdk/codes.test.ts holds that these numbers are the same.
 */
export const codes = {
  UserSigExpired: 70001,
  UserSigMismatch: 70009,
  UserSigOtherAccount: 70013,
  UserSigOtherApplication: 70014,
  ApplicationNotFound: 70020,
  MessageAuthFailed: 20002,
  RecallWindowPassed: 20016,
  MessageTooLong: 93000,
  ModificationOutdated: 20027,
} as const;

/** Codes after which the same call may succeed when it is made again unchanged: everything `passing` of the catalogue. */
export const passingCodes: ReadonlySet<number> = new Set([
  10002, 10006, 10023, 10049, 20005, 20028, 23003, 30006, 30007, 30008, 40006, 50004, 60007, 70169, 70500,
  90994, 91000, 110002, 110007, 130014,
]);

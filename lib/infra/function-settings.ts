/** What one function is given to run with. */
export interface FunctionSettings {
  /** Lambda gives CPU in proportion: 1,769 MB are one core. */
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
}

/**
 * Half a gigabyte keeps the cold start under the documented 3 s of the original and a warm call in few milliseconds of
 * CPU; 10 s leave room for the SDK's retries and stay below the 29 s after which API Gateway gives up.
 */
const behindDoors: FunctionSettings = { memoryMegabytes: 512, timeoutSeconds: 10 };

/** Of the fan-out; its queues show a job again after three times as long. */
export const fanOutSeconds = 20;

/** Functions that differ from the rest. */
const different: Readonly<Record<string, FunctionSettings>> = {
  // A thousand posts at a time, most of their cost in the signatures.
  'fan-out': { memoryMegabytes: 512, timeoutSeconds: fanOutSeconds },
  // One delete, now and then.
  'file-limits': { memoryMegabytes: 128, timeoutSeconds: 10 },
  // A batch of 100 expired connections, one after the other, 300 short calls.
  'session-expiry': { memoryMegabytes: 256, timeoutSeconds: 30 },
  // Everybody who has one account as a friend, some at a time.
  'profile-watch': { memoryMegabytes: 256, timeoutSeconds: 60 },
  // A batch of 1,000 relations, a few at a time.
  relations: { memoryMegabytes: 512, timeoutSeconds: 25 },
  // Everybody who watches one account, fifty at a time.
  'status-watch': { memoryMegabytes: 256, timeoutSeconds: 60 },
  // No network call at all.
  stateless: { memoryMegabytes: 256, timeoutSeconds: 3 },
};

/** Memory and timeout of a function, by folder name. */
export const settingsOf = (name: string): FunctionSettings => different[name] ?? behindDoors;

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** What a local server says of itself when it is ready: the line of `npm start -- --json`. */
export interface Ready {
  /** `http://127.0.0.1:3000/v4`; a command is `{restUrl}/{service}/{command}`. */
  readonly restUrl: string;
  /** `ws://127.0.0.1:3000/info`. The published clients want it without `/info`. */
  readonly socketUrl: string;
  readonly sdkAppId: number;
  readonly secretKey: string;
  /** An account that may call the REST API. */
  readonly admin: string;
  /** Address of the web console; null while there is none. */
  readonly console: string | null;
}

const readyFile = z.object({
  restUrl: z.string(),
  socketUrl: z.string(),
  sdkAppId: z.int(),
  secretKey: z.string(),
  admin: z.string(),
  console: z.string().nullable(),
  pid: z.int(),
});

/** Folder of everything a local server keeps: `KAIWA_DATA`, or `.kaiwa` where it was started. */
export const dataFolder = (): string => resolve(process.env.KAIWA_DATA ?? '.kaiwa');

const path = () => join(dataFolder(), 'ready.json');

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The server that runs on the data folder now, if there is one. */
export const readReadyFile = (): (Ready & { readonly pid: number }) | undefined => {
  if (!existsSync(path())) return undefined;
  const ready = readyFile.safeParse(JSON.parse(readFileSync(path(), 'utf8'))).data;
  return ready && runs(ready.pid) ? ready : undefined;
};

/** Tells other programs on this machine where the server is. Only its user may read it: it holds the secret key. */
export const writeReadyFile = (ready: Ready): void => {
  writeFileSync(path(), JSON.stringify({ ...ready, pid: process.pid }), { mode: 0o600 });
};

/** The server is gone. */
export const removeReadyFile = (): void => rmSync(path(), { force: true });

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { signUserSig } from '../lib/kernel/user-sig.ts';
import { connect } from '../lib/sdk/client.ts';
import { KaiwaError } from '../lib/sdk/errors.ts';
import { readReadyFile } from './ready-file.ts';
import { TerminalChat } from './terminal-chat.ts';

const usage = `npm run chat -- <user>     on the server that "npm start" runs here
npm run chat -- <user> --url <wss://…/info> --sdkappid <number> (--usersig <UserSig> | --secret <secret key>)`;

const dayInSeconds = 86_400;

interface Target {
  readonly url: string;
  readonly sdkAppId: number;
  readonly userId: string;
  readonly userSig: string;
}

/** Where to connect and as whom. @throws Error with a sentence for the person at the terminal */
const targetOf = (args: readonly string[]): Target => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      sdkappid: { type: 'string' },
      usersig: { type: 'string' },
      secret: { type: 'string' },
    },
  });
  const [userId] = positionals;
  if (!userId) throw new Error(usage);
  const running = values.url ? undefined : readReadyFile();
  const url = values.url ?? running?.socketUrl;
  if (!url) throw new Error(`no Kaiwa runs here; start one with "npm start", or name one:\n${usage}`);
  const sdkAppId = Number(values.sdkappid ?? running?.sdkAppId);
  const secret = values.secret ?? running?.secretKey;
  const claims = {
    identifier: userId,
    sdkAppId,
    issuedAt: Math.floor(Date.now() / 1000),
    lifetimeSeconds: dayInSeconds,
  };
  const userSig = values.usersig ?? (secret && signUserSig(secret, claims));
  if (!userSig || !Number.isInteger(sdkAppId)) throw new Error(usage);
  return { url, sdkAppId, userId, userSig };
};

const main = async (): Promise<void> => {
  const target = targetOf(process.argv.slice(2));
  const client = await connect({ ...target, WebSocket });
  const lines = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: process.stdin.isTTY,
  });
  const prompt = () => {
    lines.setPrompt(process.stdin.isTTY ? `${chat.to ?? ''}> ` : '');
    lines.prompt(true);
  };
  const print = (line: string) => {
    if (process.stdin.isTTY) process.stdout.write('\r\u001b[K');
    console.log(line);
    if (process.stdin.isTTY) prompt();
  };
  let leaving = false;
  const leave = (code: number) => {
    if (leaving) return;
    leaving = true;
    lines.close();
    // A terminal that stays open would keep the program alive.
    void client.close().then(() => process.exit(code));
  };
  const chat = new TerminalChat(client, print, leave);
  print(`${target.userId} is logged in; /to <user>, /help, /quit`);
  // One line after the other, so that what is piped in happens in order.
  let last = Promise.resolve();
  lines.on('line', line => {
    last = last.then(() => chat.typed(line)).then(prompt);
  });
  lines.on('close', () => {
    void last.then(() => leave(0));
  });
};

try {
  await main();
} catch (error) {
  const { message } = error instanceof Error ? error : new Error(String(error));
  console.error(error instanceof KaiwaError ? `${error.code} ${message}; ${error.remedy}` : message);
  process.exitCode = 1;
}

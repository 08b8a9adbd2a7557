import type { Client } from '../lib/sdk/client.ts';
import type { StateChange } from '../lib/sdk/connection.ts';
import { KaiwaError } from '../lib/sdk/errors.ts';
import type { Message } from '../lib/sdk/message.ts';

const clock = (seconds: number): string =>
  new Date(seconds * 1000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

const contentOf = ({ recalled, text, body }: Message): string => {
  if (recalled) return '(taken back)';
  return text || body.map(({ MsgType }) => `[${MsgType}]`).join(' ');
};

const help = `/to <user>   talk to somebody; then every line is sent
/history     what was said
/list        your conversations
/read        mark the conversation as read
/recall      take your last message back
/quit        log out`;

/** A person at a terminal: what is typed goes to the client, what the client tells is printed. */
export class TerminalChat {
  private peer: string | undefined;
  private lastSent: Message | undefined;
  private wasLost = false;

  /**
   * @param print writes one line
   * @param leave ends the program, with an exit code
   */
  constructor(
    private readonly client: Client,
    private readonly print: (line: string) => void,
    private readonly leave: (code: number) => void,
  ) {
    client.on('message', message => this.received(message));
    client.on('recalled', ({ by, peer }) =>
      this.print(`  ${by} took a message back (conversation with ${peer})`),
    );
    client.on('read', ({ peer, by, until }) => {
      if (by === 'peer') this.print(`  ${peer} has read everything up to ${clock(until)}`);
    });
    client.on('incomplete', () => {
      this.print('! you were away for longer than messages are kept: there may have been more');
    });
    client.on('state', change => this.stateChanged(change));
    client.on('kicked', ({ message, remedy }) => {
      this.print(`! ${message}: ${remedy}`);
      this.leave(1);
    });
  }

  /** Who gets the lines that are typed. */
  get to(): string | undefined {
    return this.peer;
  }

  /** Takes one typed line. It never rejects: a failure is printed. */
  async typed(line: string): Promise<void> {
    const [word = '', ...rest] = line.trim().split(/\s+/);
    try {
      if (!word.startsWith('/')) await this.say(line.trim());
      else if (Object.hasOwn(this.commands, word)) await this.commands[word]?.(rest);
      else this.print(`! there is no ${word}\n${help}`);
    } catch (error) {
      if (!(error instanceof KaiwaError)) throw error;
      this.print(`! ${error.code} ${error.message}; ${error.remedy}`);
    }
  }

  private readonly commands: Readonly<Record<string, (words: readonly string[]) => Promise<void> | void>> = {
    '/to': ([user]) => {
      if (user) this.peer = user;
      this.print(user ? `  to ${user}` : '! /to <user>');
    },
    '/history': () => this.withPeer(peer => this.showHistory(peer)),
    '/list': () => this.showConversations(),
    '/read': () => this.withPeer(peer => this.client.markRead(peer)),
    '/recall': async () => {
      if (!this.lastSent) return this.print('! you have sent nothing yet');
      await this.client.recall(this.lastSent);
      this.print(`  taken back: ${this.lastSent.text}`);
    },
    '/help': () => this.print(help),
    '/quit': () => this.leave(0),
  };

  private async say(text: string): Promise<void> {
    if (text === '') return;
    await this.withPeer(async peer => {
      this.lastSent = await this.client.sendText(peer, text);
      this.show(this.lastSent);
    });
  }

  private async withPeer(run: (peer: string) => Promise<void>): Promise<void> {
    if (this.peer) await run(this.peer);
    else this.print('! to whom? /to <user>');
  }

  private async showHistory(peer: string): Promise<void> {
    const { messages, older } = await this.client.history(peer, { count: 20 });
    if (older) this.print('  (and older ones)');
    for (const message of messages) this.show(message);
    if (messages.length === 0) this.print('  nothing was said yet');
  }

  private async showConversations(): Promise<void> {
    const list = await this.client.conversations();
    for (const { peer, time, lastText } of list) this.print(`  ${peer}  ${clock(time)}  ${lastText}`);
    if (list.length === 0) this.print('  no conversations yet');
  }

  private received(message: Message): void {
    this.show(message);
    if (this.peer) return;
    this.peer = message.peer;
    this.print(`  to ${message.peer}`);
  }

  private show(message: Message): void {
    const who = message.mine ? `me to ${message.peer}` : message.from;
    this.print(`${clock(message.time)} ${who}: ${contentOf(message)}`);
  }

  private stateChanged({ state, error, retryInMilliseconds = 0 }: StateChange): void {
    if (state === 'waiting') {
      this.print(
        `  connection lost (${error?.message}); next try in ${(retryInMilliseconds / 1000).toFixed(1)} s`,
      );
    }
    if (state === 'ready' && this.wasLost) this.print('  connected again');
    if (state === 'closed' && error?.code !== 2999) {
      this.print(`! ${error?.message}; ${error?.remedy}`);
      this.leave(1);
    }
    this.wasLost = state !== 'ready';
  }
}

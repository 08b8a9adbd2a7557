import { type ChildProcessWithoutNullStreams, execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const everyProcess = (): readonly { readonly pid: number; readonly parent: number }[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));

/** Milliseconds, far above what anything takes; a machine that runs other suites beside can be slow. */
const patience = 100_000;

/** Those of the processes that have not ended within ten seconds. */
export const stillRunning = async (pids: readonly number[]): Promise<readonly number[]> => {
  const left = () => everyProcess().flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []));
  for (const end = Date.now() + 10_000; Date.now() < end && left().length > 0; ) await sleep(50);
  return left();
};

/** A command as a person runs it at a terminal: its lines, what is typed, its end. */
export class Terminal {
  /** Everything it has written so far, to either stream. */
  said = '';
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly ended: Promise<number>;

  /** @param environment beside the one of the tests */
  constructor(command: readonly string[], environment: Readonly<Record<string, string>>) {
    const [program = '', ...args] = command;
    this.child = spawn(program, args, { env: { ...process.env, ...environment } });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.said += text;
      });
    }
    this.ended = new Promise(resolve =>
      this.child.once('close', (code, signal) => resolve(code ?? (signal ? 128 : 0))),
    );
  }

  /** Types a line. */
  type(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** Resolves with what matched as soon as it was written. @throws Error with everything written, at its end or after 100 seconds */
  async says(pattern: RegExp): Promise<string> {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
      const over = this.child.exitCode !== null;
      const [match] = pattern.exec(this.said) ?? [];
      if (match !== undefined) return match;
      if (over) break;
    }
    throw new Error(`${pattern} was not written; there is only:\n${this.said}`);
  }

  /** Sends a signal. */
  signal(name: 'SIGINT' | 'SIGTERM'): void {
    this.child.kill(name);
  }

  /** Resolves with the exit code when the program has ended and everything is written. */
  end(): Promise<number> {
    return this.ended;
  }

  /** The programs that it has started, directly and indirectly. */
  descendants(): readonly number[] {
    const all = everyProcess();
    const below = (pid: number): readonly number[] =>
      all.filter(({ parent }) => parent === pid).flatMap(child => [child.pid, ...below(child.pid)]);
    return below(this.child.pid ?? 0);
  }
}

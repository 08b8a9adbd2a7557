import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stillRunning, Terminal } from '../support/terminal.ts';

interface Ready {
  readonly restUrl: string;
  readonly sdkAppId: number;
  readonly secretKey: string;
}

/** What a new user does: npm start, two people in two terminals, stop, start again. */
describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kaiwa-start-'));
  const data = join(folder, 'data');
  const open: Terminal[] = [];
  let first: Ready;

  const run = (command: readonly string[], environment: Readonly<Record<string, string>> = {}): Terminal => {
    const terminal = new Terminal(command, { PORT: '0', KAIWA_DATA: data, ...environment });
    open.push(terminal);
    return terminal;
  };
  const start = (flags: readonly string[] = [], environment = {}) =>
    run(['npm', 'start', '--', ...flags], environment);
  const chat = (user: string) => run(['npm', 'run', '--silent', 'chat', '--', user]);
  const readyLine = async (server: Terminal): Promise<Ready> => JSON.parse(await server.says(/^\{.*\}$/m));

  const stop = async (server: Terminal, signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<void> => {
    server.signal(signal);
    expect(await server.end()).toBe(0);
  };

  afterAll(async () => {
    for (const terminal of open) terminal.signal('SIGTERM');
    await Promise.all(open.map(terminal => terminal.end()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('is ready with one line of JSON', async () => {
    const server = start(['--json']);
    first = await readyLine(server);
    expect(first).toEqual({
      restUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v4$/),
      socketUrl: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/info$/),
      sdkAppId: expect.any(Number),
      secretKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      admin: 'administrator',
      console: null,
    });
  });

  it('lets two people talk in two terminals', async () => {
    const [ana, ben] = [chat('ana'), chat('ben')];
    await Promise.all([ana.says(/ana is logged in/), ben.says(/ben is logged in/)]);
    ana.type('/to ben');
    ana.type('hello ben');
    await ben.says(/ana: hello ben/);
    ben.type('hello ana');
    await ana.says(/ben: hello ana/);
    ben.type('/read');
    await ana.says(/ben has read everything/);
    ana.type('not this');
    await ben.says(/ana: not this/);
    ana.type('/recall');
    await ben.says(/ana took a message back/);
    ben.type('/list');
    await ben.says(/^ {2}ana {2}\d\d:\d\d/m);
    ana.type('/history');
    await ana.says(/(ben: hello ana[\s\S]*){2}/);
    for (const person of [ana, ben]) {
      person.type('/quit');
      expect(await person.end()).toBe(0);
    }
  });

  it('refuses to start twice on the same data', async () => {
    const second = start();
    expect(await second.end()).toBe(1);
    expect(second.said).toMatch(/a Kaiwa runs on .* already, at http:.*: stop it, or set KAIWA_DATA/);
  });

  it('leaves no process behind after SIGTERM', async () => {
    const [server] = open;
    const processes = server?.descendants() ?? [];
    expect(processes.length).toBeGreaterThanOrEqual(2);
    if (server) await stop(server);
    expect(await stillRunning(processes)).toEqual([]);
    expect(existsSync(join(data, 'ready.json'))).toBe(false);
  });

  it('keeps application and messages, and prints a line for curl that works', async () => {
    const server = start(['--bill']);
    const curl = await server.says(/curl -s .*/);
    expect(server.said).toContain(`SDKAppID       ${first.sdkAppId}`);
    expect(server.said).toContain(first.secretKey);
    const ben = chat('ben');
    await ben.says(/ben is logged in/);
    ben.type('/to ana');
    ben.type('/history');
    await ben.says(/ana: hello ben/);
    const reply = JSON.parse(execFileSync('sh', ['-c', curl], { encoding: 'utf8' }));
    expect(reply).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 });
    await ben.says(/ana: hello$/m);
    ben.type('/quit');
    await ben.end();
    await stop(server, 'SIGINT');
    expect(server.said).toMatch(/^total +\$0\.\d+$/m);
    expect(server.said).toMatch(/^openim.sendmsg +1 /m);
  });

  it('forgets everything with --fresh, and takes application and key from the environment', async () => {
    const server = start(['--fresh', '--json'], {
      KAIWA_SDKAPPID: String(first.sdkAppId),
      KAIWA_SECRET_KEY: 'chosen',
    });
    expect(await readyLine(server)).toMatchObject({ sdkAppId: first.sdkAppId, secretKey: 'chosen' });
    const ana = chat('ana');
    await ana.says(/ana is logged in/);
    ana.type('/list');
    await ana.says(/no conversations yet/);
    ana.type('/quit');
    await ana.end();
    await stop(server);
  });

  it('says what to do about a taken port', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const server = start([], { PORT: String(port) });
    expect(await server.end()).toBe(1);
    expect(server.said).toContain(
      `port ${port} is taken: stop what listens there, or choose another with PORT=`,
    );
    await new Promise(resolve => other.close(resolve));
  });

  it('says what to do about a missing Java', async () => {
    const programs = join(folder, 'programs');
    mkdirSync(programs);
    for (const name of ['node', 'npm', 'sh']) {
      const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
      symlinkSync(path, join(programs, name));
    }
    const server = start([], { PATH: programs });
    expect(await server.end()).toBe(1);
    expect(server.said).toMatch(/needs Java.*install Java 17 or newer/);
  });

  it.each([
    ['PORT', '70000', /PORT is 70000; it must be a number up to 65535/],
    ['KAIWA_SDKAPPID', 'mine', /KAIWA_SDKAPPID is mine; it must be a number/],
  ])('refuses a senseless %s', async (name, value, sentence) => {
    const server = start([], { [name]: value });
    expect(await server.end()).toBe(1);
    expect(server.said).toMatch(sentence);
  });
});

describe('npm run chat', () => {
  it('says so when no server runs here', async () => {
    const terminal = new Terminal(['npm', 'run', '--silent', 'chat', '--', 'ana'], {
      KAIWA_DATA: '/nowhere',
    });
    expect(await terminal.end()).toBe(1);
    expect(terminal.said).toContain('no Kaiwa runs here; start one with "npm start"');
  });
});

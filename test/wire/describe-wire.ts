import { doorsOf } from '../../lib/protocol/command.ts';
import type { allCommands } from '../../lib/protocol/registry.ts';
import { type Runtime, startRuntime } from '../support/runtime.ts';
import { SocketClient } from '../support/socket-client.ts';
import { casesToRun, gapsOf } from './completeness.ts';
import { describePipeline } from './pipeline.ts';
import { type Bench, runCase } from './run-case.ts';
import type { WireCase } from './wire-case.ts';

const openBench = async (runtime: Runtime): Promise<Bench> => {
  const adminSocket = await SocketClient.connect(`${runtime.socketUrl}/info`);
  const { sdkAppId, identifier: account, userSig } = runtime.administrator;
  await adminSocket.login({ sdkAppId, account, userSig });
  return { runtime, adminSocket };
};

/**
 * Commands through every door, against the synthesized stack.
 * @param pipeline what every call passes is tested as well
 */
export const describeWire = (commands: typeof allCommands, pipeline: boolean): void => {
  let running: Bench | undefined;
  const bench = (): Bench => {
    if (!running) throw new Error('the runtime has not started');
    return running;
  };
  const others = new Map<string, Promise<Bench>>();
  /** Where a case runs: cases with the same settings share an application. */
  const benchOf = async ({ settings }: WireCase): Promise<Bench> => {
    if (!settings) return bench();
    const name = JSON.stringify(settings);
    const other = others.get(name) ?? bench().runtime.withSettings(settings).then(openBench);
    others.set(name, other);
    return other;
  };

  beforeAll(async () => {
    running = await openBench(await startRuntime());
  });

  afterAll(async () => {
    const benches = await Promise.all([running, ...others.values()]);
    await Promise.all(benches.map(opened => opened?.adminSocket.close()));
    await running?.runtime.stop();
  });

  for (const command of commands) {
    describe(`${command.service.name}.${command.name}`, () => {
      it('has a case for its success and for each error it declares', () => {
        expect(gapsOf(command)).toEqual([]);
      });

      for (const wireCase of casesToRun(command)) {
        it(wireCase.title, async () => {
          const all = wireCase.raw === undefined ? doorsOf(command.spec) : (['rest'] as const);
          const doors = wireCase.only ? [wireCase.only.door] : all;
          const replies: unknown[] = [];
          for (const door of doors)
            replies.push(await runCase(await benchOf(wireCase), command, wireCase, door));
          for (const reply of replies) expect(reply).toEqual(replies[0]);
        });
      }
    });
  }

  if (pipeline) describePipeline(bench);

  it('has left no unexpected failure and no refused permission in the log', () => {
    expect(bench().runtime.complaints()).toEqual([]);
  });
};

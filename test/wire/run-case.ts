import type { Door } from '../../lib/protocol/command.ts';
import { errors } from '../../lib/protocol/errors.ts';
import type { RegisteredCommand } from '../../lib/protocol/registry.ts';
import { callRest } from '../support/rest-client.ts';
import type { Runtime } from '../support/runtime.ts';
import type { SocketClient } from '../support/socket-client.ts';
import { paced } from './paced.ts';
import { TestWorld } from './test-world.ts';
import type { Reply, WireCase } from './wire-case.ts';

/** Where cases run: one runtime, and the administrator's own client on the socket. */
export interface Bench {
  readonly runtime: Runtime;
  readonly adminSocket: SocketClient;
}

const bodyOf = (wireCase: WireCase, world: TestWorld): object =>
  typeof wireCase.body === 'function'
    ? (wireCase.body as (world: TestWorld) => object)(world)
    : (wireCase.body ?? {});

/** Prepares who calls. @returns the call itself, to be made once everything else is prepared */
const callerOf = async (
  { runtime, adminSocket }: Bench,
  servcmd: string,
  wireCase: WireCase,
  door: Door,
  world: TestWorld,
): Promise<() => Promise<Reply>> => {
  if (wireCase.as === 'me') await world.account('me');
  if (door === 'rest') {
    return async () => {
      await paced(servcmd);
      const body = wireCase.raw ?? bodyOf(wireCase, world);
      return callRest(runtime.administrator, servcmd, body, wireCase.parameters);
    };
  }
  const socket = await socketOf(wireCase, world, adminSocket);
  return () => socket.request(servcmd, bodyOf(wireCase, world), wireCase.head?.(world));
};

const socketOf = async (
  wireCase: WireCase,
  world: TestWorld,
  adminSocket: SocketClient,
): Promise<SocketClient> => {
  if (wireCase.as === 'me') return world.login(world.name('me'));
  if (wireCase.as !== 'nobody') return adminSocket;
  const socket = await world.connect();
  socket.head = { sdkappid: world.sdkAppId, platform: 7 };
  return socket;
};

const checkReply = (wireCase: WireCase, command: RegisteredCommand, world: TestWorld, reply: Reply) => {
  expect({ code: reply.ErrorCode, info: reply.ErrorInfo }).toMatchObject({
    code: wireCase.error ? errors[wireCase.error].code : 0,
  });
  const status = wireCase.error ? 'FAIL' : (wireCase.status ?? 'OK');
  expect(reply.ActionStatus).toBe(command.service.envelope === 'bare' ? undefined : status);
  if (!wireCase.error) expect(command.spec.reply.safeParse(reply).error).toBeUndefined();
  if (typeof wireCase.reply === 'function') {
    (wireCase.reply as (world: TestWorld, reply: Reply) => void)(world, reply);
  } else if (wireCase.reply) {
    expect(world.plain(reply)).toMatchObject(wireCase.reply);
  }
};

const without = (value: unknown, names: readonly string[]): unknown => {
  if (Array.isArray(value)) return value.map(member => without(member, names));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => !names.includes(name));
  return Object.fromEntries(members.map(([name, member]) => [name, without(member, names)]));
};

/**
 * Runs a case through one door.
 * @returns the reply with short names for UserIDs and without what differs from call to call
 */
export const runCase = async (
  bench: Bench,
  command: RegisteredCommand,
  wireCase: WireCase,
  door: Door,
): Promise<unknown> => {
  const world = new TestWorld(bench.runtime);
  try {
    const servcmd = `${command.service.name}.${command.name}`;
    const call = await callerOf(bench, servcmd, wireCase, door, world);
    await wireCase.given?.(world);
    const reply = await call();
    checkReply(wireCase, command, world, reply);
    await wireCase.after?.(world, reply);
    return without(world.plain(reply), wireCase.volatile ?? []);
  } finally {
    await world.close();
  }
};

import type { Table } from '../../lib/kernel/ports.ts';
import { ClientModel, shownHistory } from './client-model.ts';
import { Device, freshPicture } from './device-model.ts';
import { app, draft, historyOf, send, someone, start } from './message-world.ts';

/** Milliseconds since 1970, so many seconds after the beginning. */
export const at = (seconds: number) => (start + seconds) * 1000;

/** `ana` has written to `me`, whose client is away and has seen nothing. */
export const scene = async (table: Table) => {
  const [me, ana] = [someone('me'), someone('ana')];
  const client = new ClientModel(table, me);
  const devices = [1, 2].map(() => new Device(table, me));
  for (const one of [client, ...devices]) {
    await one.connect(start - 300);
    one.online = false;
  }
  const { message } = await send(table, draft('one', { sender: ana, receiver: me }));
  const sides = { app, sender: ana, receiver: me, key: message };
  const side = { app, owner: me, peer: ana };
  return { table, me, ana, client, devices, message, sides, side };
};
/** What two operations meet in. */
export type Scene = Awaited<ReturnType<typeof scene>>;

/** Both devices end up with what a fresh login sees. */
export const devicesAgree = async ({ table, me, devices }: Scene): Promise<void> => {
  const fresh = await freshPicture(table, me, start + 400);
  for (const device of devices) {
    await device.connect(start + 400);
    expect(device.picture()).toEqual(fresh);
  }
};

/** Every client ends up with what is stored, however it got there. */
export const clientsAgree = async (all: Scene): Promise<void> => {
  const { table, me, ana, client } = all;
  await client.connect(start + 400);
  expect(client.shown()).toEqual(shownHistory(await historyOf(table, me, ana)));
  await devicesAgree(all);
};

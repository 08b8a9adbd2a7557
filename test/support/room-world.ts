import { openState, stateOf } from '../../lib/domain/group-log/state.ts';
import { enterRoom } from '../../lib/domain/room/enter-room.ts';
import { onlineCount } from '../../lib/domain/room/online-count.ts';
import { leaveRoom, leavingWith } from '../../lib/domain/room/presence.ts';
import { rosterPage } from '../../lib/domain/roster/roster-store.ts';
import type { Table } from '../../lib/kernel/ports.ts';
import type { GroupId, InstanceId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import { keys } from '../../lib/table/keys.ts';
import { SessionWorld } from './session-world.ts';

/** A live room over a real table, and clients that log in and enter it. */
export class RoomWorld extends SessionWorld {
  readonly life: GroupLife;
  /** Clients of one shard. */
  size = 10;

  /** @param database past which the world counts calls and dies */
  constructor(readonly database: Table) {
    super(database);
    this.life = { app: this.app, group: 'live#1' as GroupId, born: this.now };
  }

  /** The application and the room; to be called first. */
  override async begin(): Promise<void> {
    await super.begin({ loginMode: 'multi', webInstances: 10 });
    await this.database.put(openState(this.life, this.now));
  }

  /** The room's ports; calls of them are not counted. */
  get ports() {
    return { table: this.database, clock: this.clock };
  }

  async shards(): Promise<number> {
    return (await stateOf(this.database, this.life))?.shards ?? 0;
  }

  /** Gives the room more shards than it needs. */
  async spread(shards: number): Promise<void> {
    const key = keys.groupState(this.life);
    await this.database.update({ key, set: 'SET shards = :shards', values: { ':shards': shards } });
  }

  async enter(account: string, instance: number, table: Table = this.database) {
    const owner = { app: this.app, account: account as UserId, instance: instance as InstanceId };
    const room = { shards: await this.shards(), size: this.size };
    return enterRoom({ ...this.ports, table }, owner, this.life, room);
  }

  /** Logs a client in and brings it into the room. */
  async come(account: string, connection: string, platform = 7) {
    const reply = await this.logIn(account, connection, { platform });
    await this.enter(account, reply.InstId);
    return reply;
  }

  quit(account: string, platform = 7, table: Table = this.database): Promise<number> {
    const owner = { app: this.app, account: account as UserId };
    return leaveRoom({ ...this.ports, table }, owner, this.life, leavingWith(platform));
  }

  async online(): Promise<number> {
    return onlineCount(this.ports, this.life, await this.shards());
  }

  /** The number as it is when everybody is looked at. */
  async counted(): Promise<number> {
    this.now += 10_001;
    return this.online();
  }

  /** Connections of the clients in the room, and in which shards they stand. */
  async standing(): Promise<readonly { readonly connection: string; readonly shard: number }[]> {
    const shards = Array.from({ length: await this.shards() }, (_, shard) => shard);
    const pages = await Promise.all(
      shards.map(async shard => {
        const { items } = await rosterPage(this.ports, { life: this.life, shard });
        return items.map(({ connection = 'none' }) => ({
          connection: connection.replace(`${this.app} `, ''),
          shard,
        }));
      }),
    );
    return pages.flat();
  }

  /** Their names, in order. */
  async connectionsIn(): Promise<readonly string[]> {
    return (await this.standing()).map(({ connection }) => connection).sort();
  }
}

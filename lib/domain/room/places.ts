import type { GroupId, SdkAppId } from '../../protocol/ids.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { RosterPlace } from '../roster/roster-store.ts';

/** How a session remembers where it stands in a live room. Group ids may hold any character, so they come last. */
export const placeName = ({ life, shard }: RosterPlace): string => `${shard}#${life.born}#${life.group}`;

/** The place that a session remembers. */
export const placeNamed = (app: SdkAppId, name: string): RosterPlace => {
  const [shard = '', born = '', ...group] = name.split('#');
  const life: GroupLife = { app, group: group.join('#') as GroupId, born: Number(born) };
  return { life, shard: Number(shard) };
};

/** Where a session stands in a room; undefined when it is not in. */
export const placeIn = (
  life: GroupLife,
  { rooms }: { readonly rooms?: ReadonlySet<string> },
): RosterPlace | undefined => {
  const name = [...(rooms ?? [])].find(
    one => one.slice(one.indexOf('#') + 1) === `${life.born}#${life.group}`,
  );
  return name === undefined ? undefined : placeNamed(life.app, name);
};

import type { ApplicationSettings } from '../../protocol/application-settings.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import type { FanOutKind } from '../fan-out/jobs.ts';

/** Which way the messages of a type of group go. */
export const kindOf = (type: GroupType): FanOutKind => (type === 'AVChatRoom' ? 'room' : 'group');

/** A room keeps its messages only until they are delivered, unless who comes in is shown the last ones. */
const roomSeconds = 60;
const secondsPerDay = 86_400;

/** How long a message is kept: where nothing is, until it is delivered. */
export const keptSeconds = (
  kind: FanOutKind,
  {
    retentionDays,
    noStore,
    roomHistory,
  }: Pick<ApplicationSettings, 'retentionDays' | 'noStore' | 'roomHistory'>,
): number => {
  if (noStore) return roomSeconds;
  if (kind === 'room') return roomHistory ? secondsPerDay : roomSeconds;
  return retentionDays * secondsPerDay;
};

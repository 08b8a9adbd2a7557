import type { Applications } from '../../kernel/application.ts';
import type { Ports } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import type { FanOutKind } from './jobs.ts';
import type { Level } from './window.ts';

/**
 * Makes place holders of messages that are not delivered for the rate: 1 write unit each. In a live room whose
 * history nobody is shown they expire by themselves.
 */
export const dropMessages = async (
  { table, applications }: Pick<Ports, 'table'> & { readonly applications: Applications },
  { life, kind }: { readonly life: GroupLife; readonly kind: FanOutKind },
  dropped: readonly GroupMessageItem[],
): Promise<void> => {
  if (kind === 'room' && !(await applications.find(life.app))?.settings.roomHistory) return;
  await forEachOf(dropped, ({ seq }) =>
    conditionHeld(
      table.update({
        key: keys.groupMessage(life, seq),
        set: 'SET gone = :true',
        condition: 'attribute_exists(PK)',
        values: { ':true': true },
      }),
    ),
  );
};

const names = { 1: 'High', 2: 'Normal', 3: 'Low', 4: 'Lowest' } as const;

/** Counts drops into a metric by priority (lib/infra/alarms.ts reads these lines). */
export const reportDropped = ({ log }: Pick<Ports, 'log'>, counts: Readonly<Record<Level, number>>): void => {
  for (const level of [1, 2, 3, 4] as const) {
    if (counts[level] > 0) log.info('messages dropped', { priority: names[level], count: counts[level] });
  }
};

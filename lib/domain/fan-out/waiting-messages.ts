import type { Ports, Table } from '../../kernel/ports.ts';
import type { GroupLife } from '../../table/group-keys.ts';
import type { GroupMessageItem, GroupStateItem } from '../../table/group-log-items.ts';
import { keys } from '../../table/keys.ts';
import { allPages } from '../all-pages.ts';
import { isLive } from '../session/session-store.ts';

/** Numbers that one flush looks at; what is more is for the next. */
const numbersAtOnce = 500;
/** Numbers without a message that are remembered; a sender writes within seconds, or never. */
const holesKept = 100;

/** What a group has to deliver. */
export interface WaitingMessages {
  /** The last number that was looked at. */
  readonly through: number;
  /** By number. */
  readonly messages: readonly GroupMessageItem[];
  /** Numbers up to `through` whose messages were not written yet. */
  readonly holes: readonly number[];
  /** Those of them that were not known before. */
  readonly newHoles: readonly number[];
}

/** Messages of one partition of a log, by number: 1 read unit for each begun 4 KB. */
const range = (
  table: Table,
  life: GroupLife,
  from: number,
  through: number,
): Promise<readonly GroupMessageItem[]> => {
  const { PK, SK } = keys.groupMessage(life, from);
  return allPages<GroupMessageItem>(table, {
    where: 'PK = :pk AND SK BETWEEN :from AND :through',
    values: { ':pk': PK, ':from': SK, ':through': keys.groupMessage(life, through).SK },
    consistent: true,
  });
};

const rangeOf = async (table: Table, life: GroupLife, from: number, through: number) => {
  if (from > through) return [];
  const second = keys.groupLogStart(through);
  if (second <= from) return range(table, life, from, through);
  return (
    await Promise.all([range(table, life, from, second - 1), range(table, life, second, through)])
  ).flat();
};

const holesOf = (table: Table, life: GroupLife, holes: readonly number[]) =>
  holes.length === 0
    ? []
    : table.getMany<GroupMessageItem>(
        holes.map(seq => keys.groupMessage(life, seq)),
        { consistent: true },
      );

/**
 * The messages behind what was delivered, and those that were not written when they were passed and have been since.
 * @param rung numbers of which somebody says that they are written
 */
export const waitingMessages = async (
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  life: GroupLife,
  { flushed, next, holes: known = [] }: GroupStateItem,
  rung: readonly number[],
): Promise<WaitingMessages> => {
  const through = Math.min(next - 1, flushed + numbersAtOnce);
  const [late, fresh] = await Promise.all([
    holesOf(
      table,
      life,
      known.filter(seq => rung.includes(seq)),
    ),
    rangeOf(table, life, flushed + 1, through),
  ]);
  const found = [...late, ...fresh].sort((one, other) => one.seq - other.seq);
  const written = new Set(found.map(({ seq }) => seq));
  const isMissing = (seq: number) => !written.has(seq);
  const newHoles = Array.from({ length: through - flushed }, (_, i) => flushed + 1 + i).filter(isMissing);
  const now = clock.now();
  return {
    through,
    messages: found.filter(message => isLive(message, now) && !message.gone && !message.silent),
    holes: [...known.filter(isMissing), ...newHoles].slice(-holesKept),
    newHoles,
  };
};

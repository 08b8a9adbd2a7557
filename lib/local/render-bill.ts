import type { Bill, BillShare } from './meter.ts';

const dollars = (value: number): string => `$${value.toFixed(value < 0.01 ? 8 : 4)}`;
const amount = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(3));

const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
};

/** Sums of the lines of one share whose name starts so. */
const of = (share: BillShare, prefix: string): string =>
  amount(
    share.lines
      .filter(({ name }) => name.startsWith(prefix))
      .reduce((total, line) => total + line.quantity, 0),
  );

const columns = {
  calls: 'lambda-invocations',
  'GB-s': 'lambda-gb-seconds',
  WRU: 'dynamodb-write-units',
  RRU: 'dynamodb-read-units',
  frames: 'socket-messages',
  REST: 'rest-requests',
  SQS: 'sqs-',
  events: 'event-bus-events',
};

const shares = (title: string, rows: readonly BillShare[]): string[] =>
  table([
    [title, ...Object.keys(columns), 'dollars'],
    ...rows.map(share => [
      share.name,
      ...Object.values(columns).map(prefix => of(share, prefix)),
      dollars(share.dollars),
    ]),
  ]);

/** The bill as text for a terminal. */
export const renderBill = (bill: Bill): string =>
  [
    `What this session would have cost (since ${bill.since}; list prices ${bill.prices}, no free tier)`,
    '',
    ...table([
      ['line', 'quantity', 'unit', 'dollars'],
      ...bill.lines.map(({ name, quantity, unit, dollars: cost }) => [
        name,
        amount(quantity),
        unit,
        dollars(cost),
      ]),
      ['total', '', '', dollars(bill.total)],
    ]),
    '',
    ...shares('command', bill.perCommand),
    '',
    ...shares('function', bill.perFunction),
  ].join('\n');

import type { Log } from '../kernel/ports.ts';

const plain = (_key: string, value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

const write = (level: 'INFO' | 'ERROR', message: string, fields: object = {}): void => {
  // Lambda's own console would put the line as text into a JSON object of its own; what is written past it stays as it is.
  process.stdout.write(`${JSON.stringify({ level, message, ...fields }, plain)}\n`);
};

/** One JSON object a line, as CloudWatch Logs Insights reads it. */
export const jsonLog: Log = {
  info: (message, fields) => write('INFO', message, fields),
  error: (message, fields) => write('ERROR', message, fields),
};

/**
 * Reads one required variable that the stack sets for a function. Checked by hand: a schema would bring 25 kB gzip of
 * zod into functions that parse nothing else.
 * @throws Error at start-up when the stack did not set it
 */
export const environmentVariable = (
  name:
    | 'TABLE_NAME'
    | 'BUS_NAME'
    | 'SOCKET_ENDPOINT'
    | 'FILES_ENDPOINT'
    | 'FILES_LINK'
    | 'GROUPS_QUEUE'
    | 'ROOMS_QUEUE'
    | 'SHARDS_QUEUE',
): string => {
  const value = process.env[name];
  if (!value) throw new Error(`the environment variable ${name} is not set; the stack sets it`);
  return value;
};

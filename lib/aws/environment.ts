/**
 * Reads one required variable that the stack, or Lambda itself, sets for a function. Checked by hand: a schema would bring
 * 25 kB gzip of zod into functions that parse nothing else.
 * @throws Error at start-up when it is not set
 */
export const environmentVariable = (
  name:
    | 'AWS_REGION'
    | 'AWS_ACCESS_KEY_ID'
    | 'AWS_SECRET_ACCESS_KEY'
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
  if (!value) throw new Error(`the environment variable ${name} is not set; the stack or Lambda sets it`);
  return value;
};

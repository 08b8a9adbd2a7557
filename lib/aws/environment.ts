import * as z from 'zod';

/**
 * Reads one required variable that the stack sets for a function.
 * @throws Error at start-up when the stack did not set it
 */
export const environmentVariable = (name: 'TABLE_NAME' | 'BUS_NAME' | 'SOCKET_ENDPOINT'): string => {
  const result = z.string().min(1).safeParse(process.env[name]);
  if (!result.success) throw new Error(`the environment variable ${name} is not set; the stack sets it`);
  return result.data;
};

import { ConditionFailed } from '../kernel/ports.ts';

/**
 * Awaits a write whose condition may well not hold.
 * @returns false when it did not and nothing was written
 */
export const conditionHeld = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

/**
 * Awaits a write whose condition may well not hold.
 * @returns what it returned; undefined when the condition did not hold and nothing was written
 */
export const unlessChanged = async <T>(write: Promise<T>): Promise<T | undefined> => {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

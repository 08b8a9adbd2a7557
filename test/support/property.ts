import * as fc from 'fast-check';

/**
 * Checks a property that is not asynchronous, with a wider or narrower search when asked.
 * @throws with the smallest counterexample
 */
export const holds = <Ts>(property: fc.IProperty<Ts>, parameters?: fc.Parameters<Ts>): void =>
  fc.assert(property, parameters);

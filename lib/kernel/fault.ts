import { type ErrorEntry, type ErrorName, errors } from '../protocol/errors.ts';

/**
 * A documented refusal. Thrown anywhere below the pipeline, it becomes the reply's `ErrorCode` and `ErrorInfo`;
 * anything else that is thrown becomes the service's internal error and is logged.
 */
export class Fault extends Error {
  readonly entry: ErrorEntry;

  /**
   * @param key name in the error table
   * @param detail replaces the table's text, when there is more to say to this caller
   */
  constructor(
    readonly key: ErrorName,
    detail?: string,
  ) {
    super(detail ?? errors[key].text);
    this.name = 'Fault';
    this.entry = errors[key];
  }
}

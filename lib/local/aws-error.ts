/** An error as AWS's services answer it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    /** The error type, such as `AccessDeniedException`. */
    readonly type: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

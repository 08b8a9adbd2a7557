/** An error as S3 answers it: XML with a code. */
export class S3Error extends Error {
  override readonly name = 'S3Error';

  constructor(
    /** Such as `NoSuchKey`. */
    readonly code: string,
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The body of an error (S3 API reference: REST error responses). */
export const errorXml = ({ code, message }: S3Error): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error>`;

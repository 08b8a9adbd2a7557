/** Uploads bytes to a signed address, as a browser would. @returns the status and, when refused, S3's error code */
export const upload = async (
  url: string,
  bytes: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly code?: string | undefined }> => {
  const response = await fetch(url, { method: 'PUT', body: bytes as BodyInit, headers });
  const [, code] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
  return { status: response.status, ...(code && { code }) };
};

/** What a link answers, without following it. */
export const linkAnswer = async (link: string) => {
  const response = await fetch(link, { redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), headers: response.headers };
};

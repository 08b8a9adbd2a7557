/** Where and as whom REST calls are made. */
export interface RestCaller {
  /** `http://host:port/v4` */
  readonly url: string;
  readonly sdkAppId: number;
  readonly identifier: string;
  readonly userSig: string;
}

/** The body of a REST reply. */
export type RestReply = Readonly<Record<string, unknown>> & { readonly ErrorCode: number };

/** The address of a command, with the query that contract envelope.md 1 asks for. */
export const restUrl = (
  { url, sdkAppId, identifier, userSig }: RestCaller,
  command: string,
  parameters: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier,
    usersig: userSig,
    random: String(Math.floor(Math.random() * 0xffff_ffff)),
    contenttype: 'json',
    ...parameters,
  });
  return `${url}/${command.replace('.', '/')}?${query}`;
};

/**
 * Calls `service.command` over REST.
 * @param body an object, or the text to send as it is
 * @throws Error when the HTTP status is not 200
 */
export const callRest = async (
  caller: RestCaller,
  command: string,
  body: object | string,
  parameters?: Readonly<Record<string, string>>,
): Promise<RestReply> => {
  const response = await fetch(restUrl(caller, command, parameters), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${command} answered HTTP ${response.status}: ${text}`);
  return JSON.parse(text) as RestReply;
};

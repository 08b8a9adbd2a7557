/** The region, account and partition that the local AWS says it is. The region exists nowhere, so nothing can reach AWS by accident. */
export const world = {
  region: 'local-1',
  account: '000000000000',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

/** Where the runtime listens. */
export interface Addresses {
  /** `127.0.0.1:PORT` of the gateways. */
  readonly gateways: string;
  /** `http://127.0.0.1:PORT` of the AWS endpoint that functions call. */
  readonly endpoint: string;
}

/** Builds an ARN of the local account. */
export const arn = (service: string, resource: string): string =>
  `arn:${world.partition}:${service}:${world.region}:${world.account}:${resource}`;

/** A Lambda function's name out of its ARN, qualified or not, or out of an API Gateway integration URI. */
export const functionNameIn = (text: string): string | undefined =>
  /:function:([A-Za-z0-9_-]+)/.exec(text)?.[1];

/**
 * Points addresses of API Gateway and S3 at the local port, so that the product needs no local branch:
 * `https://{api}.execute-api.{region}.amazonaws.com/{stage}` and its wss twin, `https://{bucket}.s3.{region}.amazonaws.com`.
 */
export const rewriteAddresses = (text: string, { gateways }: Addresses): string =>
  text
    .replace(/(https|wss):\/\/[a-z0-9]+\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g, (_all, scheme: string) =>
      scheme === 'wss' ? `ws://${gateways}` : `http://${gateways}`,
    )
    .replace(
      /https:\/\/([a-z0-9.-]+)\.s3\.[a-z0-9-]+\.amazonaws\.com/g,
      (_all, bucket: string) => `http://${gateways}/${bucket}`,
    );

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoTable } from '../../lib/aws/dynamo-table.ts';
import { saveApplication } from '../../lib/domain/application/application-store.ts';
import { synthesize } from '../../lib/infra/synthesize.ts';
import { signUserSig } from '../../lib/kernel/user-sig.ts';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../lib/local/local-aws.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import type { SdkAppId, UserId } from '../../lib/protocol/ids.ts';
import type { RestCaller } from './rest-client.ts';

/** How a UserSig differs from the one that a server of the application would make now. */
export interface UserSigOptions {
  /** Seconds since 1970. */
  readonly issuedAt?: number;
  /** Seconds. */
  readonly lifetime?: number;
  readonly key?: string;
  readonly sdkAppId?: number;
}

/** How the runtime differs from the one that `npm start` runs. */
export type RuntimeOptions = Omit<LocalAwsOptions, 'assemblyDirectory' | 'log'>;

/** The synthesized stack, running on this machine, with one application. */
export interface Runtime {
  /** `http://…/v4` */
  readonly restUrl: string;
  /** `ws://…`, to which published clients append `/info`. */
  readonly socketUrl: string;
  readonly sdkAppId: number;
  readonly administrator: RestCaller;
  /** What runs the stack: its bill, its events, its log. */
  readonly aws: LocalAws;
  userSig(userId: string, options?: UserSigOptions): string;
  /** The same stack with another application, which differs from the usual one in some settings. */
  withSettings(settings: Partial<ApplicationSettings>): Promise<Runtime>;
  /** Lines of the log that no run may leave. */
  complaints(): readonly string[];
  stop(): Promise<void>;
}

const usualApplication = 1_400_000_001;
const usualSettings: Partial<ApplicationSettings> = {
  communities: true,
  customProfileFields: ['color'],
  customFriendFields: ['club'],
  groupFields: [
    {
      key: 'level',
      levels: { Public: { read: 'anyone', write: 'admin' }, Community: { read: 'anyone', write: 'admin' } },
    },
    { key: 'rank', levels: { Public: { read: 'owner', write: 'app' } } },
  ],
  memberFields: [
    { key: 'shirt', levels: { Public: { read: 'member', write: 'self' } } },
    { key: 'note', levels: { Public: { read: 'admin', write: 'owner' } } },
  ],
  messageExtensions: true,
  syncDeletion: true,
  userStatus: true,
};
const secretKey = 'the secret key of the tests';
const identifier = 'administrator';

/** This process becomes the operator, who may use the table directly. */
const actAsOperator = (aws: LocalAws): void => {
  process.env.AWS_ENDPOINT_URL_DYNAMODB = aws.tableEndpoint;
  process.env.AWS_REGION = aws.region;
  process.env.AWS_ACCESS_KEY_ID = aws.operator.accessKeyId;
  process.env.AWS_SECRET_ACCESS_KEY = aws.operator.secretAccessKey;
};

const createApplication = async (
  aws: LocalAws,
  sdkAppId: number,
  settings: Partial<ApplicationSettings>,
): Promise<void> => {
  actAsOperator(aws);
  const { TableName = '' } = aws.outputs;
  await saveApplication(new DynamoTable(TableName), {
    id: sdkAppId as SdkAppId,
    secretKeys: [secretKey],
    admins: [identifier as UserId],
    settings: { ...usualSettings, ...settings },
  });
};

const signer =
  (sdkAppId: number) =>
  (userId: string, options: UserSigOptions = {}): string =>
    signUserSig(options.key ?? secretKey, {
      identifier: userId,
      sdkAppId: options.sdkAppId ?? sdkAppId,
      issuedAt: options.issuedAt ?? Math.floor(Date.now() / 1000),
      lifetimeSeconds: options.lifetime ?? 86_400,
    });

/** What of a runtime belongs to one application. */
const applicationOf = (sdkAppId: number, url: string) => {
  const userSig = signer(sdkAppId);
  return { sdkAppId, userSig, administrator: { url, sdkAppId, identifier, userSig: userSig(identifier) } };
};

/** Errors that a function logs, a function that failed or ran out of time, and calls that its role does not allow. */
const isComplaint = (line: string): boolean =>
  /"level":"ERROR"|AccessDenied|^\[[\w-]+\] \w*Error|Task timed out/.test(line);

/** Synthesizes the stack, runs it and creates the application. Call it in `beforeAll`, with 60 s, and `stop` in `afterAll`. */
export const startRuntime = async (options: RuntimeOptions = {}): Promise<Runtime> => {
  const outdir = mkdtempSync(join(tmpdir(), 'kaiwa-test-'));
  const lines: string[] = [];
  const { assemblyDirectory } = synthesize(outdir);
  const aws = await startLocalAws({ ...options, assemblyDirectory, log: line => lines.push(line) });
  await createApplication(aws, usualApplication, {});
  const url = `${aws.restUrl}/v4`;
  let applications = 1;
  const runtime: Runtime = {
    restUrl: url,
    socketUrl: aws.socketUrl,
    ...applicationOf(usualApplication, url),
    aws,
    withSettings: async settings => {
      const sdkAppId = usualApplication + applications;
      applications += 1;
      await createApplication(aws, sdkAppId, settings);
      return { ...runtime, ...applicationOf(sdkAppId, url) };
    },
    complaints: () => lines.filter(isComplaint),
    stop: async () => {
      await aws.stop();
      rmSync(outdir, { recursive: true, force: true });
    },
  };
  return runtime;
};

import { type ApplicationSettings, defaultSettings } from '../protocol/application-settings.ts';
import type { InstanceId, SdkAppId, UserId } from '../protocol/ids.ts';

/** One tenant: its keys, its administrators and its settings. */
export interface Application {
  readonly id: SdkAppId;
  /** One or two secret keys, the current one first; a UserSig made with either is good, so that keys can be rotated. */
  readonly secretKeys: readonly string[];
  /** Accounts whose UserSig may call the REST API. */
  readonly admins: readonly UserId[];
  readonly disabled: boolean;
  readonly settings: ApplicationSettings;
}

export { type ApplicationSettings, defaultSettings };

/** Where the pipeline finds an application. Answers may be some seconds old. */
export interface Applications {
  find(id: SdkAppId): Promise<Application | undefined>;
}

/** Where the pipeline learns since when an account's UserSigs count. Answers may be some seconds old. */
export interface SignatureEpochs {
  /** Seconds since 1970; a UserSig issued earlier was revoked by a kick. 0 when nothing was revoked. */
  notBefore(app: SdkAppId, account: UserId): Promise<number>;
}

/** Where the pipeline learns whether a logged-in client still is one. */
export interface LiveSessions {
  /** Strongly consistent: false as soon as a kick or a logout is acknowledged. */
  exists(app: SdkAppId, account: UserId, instance: InstanceId): Promise<boolean>;
}

import type { ReplyOf } from './commands.ts';

/** Who logs in. */
export interface Credentials {
  readonly sdkAppId: number;
  readonly userId: string;
  /** Made by the application's own server. */
  readonly userSig: string;
}

/** What a login with a UserSig gave; good for later connections. */
interface Granted {
  readonly a2: string;
  readonly tinyId: string;
  readonly instance: number;
}

/** Platform number of a web client (contract: client-wire.md 1). */
const platformNumber = 7;

/** Seconds between hellos when the server does not say. */
const usualHelloSeconds = 120;

/** What the client says of itself in the head of each frame: before the login its UserSig, afterwards what the login gave. */
export class Identity {
  private granted: Granted | undefined;
  private clockOffsetSeconds = 0;
  private hello = usualHelloSeconds;

  constructor(private readonly credentials: Credentials) {}

  /** Whether there was a login already, so that the next connection takes it up again. */
  get loggedIn(): boolean {
    return this.granted !== undefined;
  }

  get helloSeconds(): number {
    return this.hello;
  }

  /** Seconds since 1970 by the server's clock. */
  serverTime(now: number): number {
    return Math.floor(now / 1000) + this.clockOffsetSeconds;
  }

  /** Takes the reply to a login. @param now milliseconds since 1970 */
  take(reply: ReplyOf<'im_open_status.wslogin'>, now: number): void {
    this.granted = { a2: reply.A2Key, tinyId: reply.TinyId, instance: reply.InstId };
    this.hello = reply.HelloInterval || usualHelloSeconds;
    this.clockOffsetSeconds = reply.TimeStamp - Math.floor(now / 1000);
  }

  /** The text of a request frame (contract: client-wire.md 2). */
  frame(servcmd: string, seq: number, body: object): string {
    const { sdkAppId, userId, userSig } = this.credentials;
    const proof = this.granted
      ? { a2: this.granted.a2, tinyid: this.granted.tinyId, status_instid: this.granted.instance }
      : { identifier: userId, usersig: userSig };
    const head = { ver: 'v4', platform: platformNumber, sdkappid: sdkAppId, ...proof, servcmd, seq };
    return JSON.stringify({ head, body });
  }
}

import WebSocket from 'ws';
import type { Identity } from '../support/socket-client.ts';

/** Pushes say so before anything else. */
const isPush = (frame: Buffer): boolean => frame.subarray(0, 60).includes('im_open_push');

type Reply = Readonly<Record<string, unknown>>;

/** A client that costs as little as possible: pushes are handed on as they came, unread. */
export class LeanClient {
  private seq = 0;
  private head: object = {};
  private readonly waiting = new Map<number, (reply: Reply) => void>();

  private constructor(
    private readonly socket: WebSocket,
    private readonly pushed: (frame: Buffer) => void,
  ) {
    socket.on('message', (frame: Buffer) => (isPush(frame) ? this.pushed(frame) : this.replied(frame)));
  }

  /** Connects and logs in. @param pushed told every frame that is a push */
  static async logIn(
    socketUrl: string,
    { sdkAppId, account, userSig, platform = 7 }: Identity,
    pushed: (frame: Buffer) => void = () => undefined,
  ): Promise<LeanClient> {
    const socket = new WebSocket(`${socketUrl}/info`, { skipUTF8Validation: true, perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    const client = new LeanClient(socket, pushed);
    client.head = { sdkappid: sdkAppId, platform, identifier: account, usersig: userSig };
    const { A2Key } = await client.ask('im_open_status.wslogin', { State: 'Online' });
    client.head = { sdkappid: sdkAppId, platform, a2: A2Key };
    return client;
  }

  /** Sends a request. @returns the body of its reply, whenever that comes */
  ask(servcmd: string, body: object): Promise<Reply> {
    this.seq += 1;
    const { seq } = this;
    const reply = new Promise<Reply>(resolve => this.waiting.set(seq, resolve));
    this.socket.send(JSON.stringify({ head: { ...this.head, servcmd, seq }, body }));
    return reply;
  }

  private replied(frame: Buffer): void {
    const { head, body } = JSON.parse(frame.toString()) as { head?: { seq?: number }; body?: Reply };
    const seq = head?.seq ?? 0;
    this.waiting.get(seq)?.(body ?? {});
    this.waiting.delete(seq);
  }
}

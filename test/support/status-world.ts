import { tellWatchers } from '../../lib/domain/status/tell-watchers.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { Ended } from '../../lib/protocol/state-change.ts';
import { SessionWorld } from './session-world.ts';

/** A status as clients are told it. */
export const status = (account: string, number: number, custom = '') => ({
  To_Account: account,
  Status: number,
  CustomStatus: Buffer.from(custom).toString('base64'),
});

/** Sessions whose status others look at. */
export class StatusWorld extends SessionWorld {
  /** What each event asks for: in how many seconds to look, or nothing. */
  looks() {
    return this.events.map(({ detail }) => detail.StatusIn);
  }

  /** What a look at the n-th event from the end is about. */
  endOf(back = 1) {
    return this.events.at(-back)?.detail.Ended;
  }

  /** Looks at an account and tells those who watch it. */
  tell(account: string, ended?: Ended) {
    return tellWatchers(this, this.app, account as UserId, ended);
  }

  /** Ben subscribes on `b1` to accounts that ana's login has made. @returns ben's A2Key */
  async benWatchesAna(): Promise<string> {
    await this.logIn('ana', 'a1');
    const { A2Key } = await this.logIn('ben', 'b1');
    expect(await this.subscribe(A2Key, 'b1', ['ana'])).toMatchObject({ ErrorCode: 0 });
    this.events.length = 0;
    return A2Key;
  }
}

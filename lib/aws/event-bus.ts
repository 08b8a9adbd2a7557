import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus, DomainEvent } from '../kernel/ports.ts';
import { eventSource } from '../protocol/state-change.ts';

/** API reference: PutEvents takes at most 10 entries and 256 KB. */
const largest = { entries: 10, bytes: 240_000 };

/** As few calls as their limits allow. */
const inCalls = (events: readonly DomainEvent[]): readonly (readonly DomainEvent[])[] => {
  const calls: DomainEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(event));
    const last = calls.at(-1);
    if (last && last.length < largest.entries && bytes + size <= largest.bytes) {
      last.push(event);
      bytes += size;
    } else {
      calls.push([event]);
      bytes = size;
    }
  }
  return calls;
};

/** The bus port over EventBridge. */
export class EventBus implements Bus {
  private readonly client = new EventBridgeClient({ maxAttempts: 4 });

  constructor(private readonly name: string) {}

  async emit(events: readonly DomainEvent[]): Promise<void> {
    for (const call of inCalls(events)) await this.put(call);
  }

  /** PutEvents answers 200 with entries that failed; those alone are sent again, and the last failure is thrown. */
  private async put(events: readonly DomainEvent[], attempt = 1): Promise<void> {
    const Entries = events.map(event => ({
      EventBusName: this.name,
      Source: eventSource,
      DetailType: event.type,
      Detail: JSON.stringify({ id: event.id, ...event.detail }),
    }));
    const answer = await this.client.send(new PutEventsCommand({ Entries }));
    const failed = events.filter((_, i) => answer.Entries?.[i]?.ErrorCode);
    if (failed.length === 0) return;
    if (attempt === 3) throw new Error(`the event bus refused ${failed.length} events`);
    await this.put(failed, attempt + 1);
  }
}

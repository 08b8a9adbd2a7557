import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Bus, DomainEvent } from '../kernel/ports.ts';
import { eventSource } from '../protocol/state-change.ts';

/** API reference: PutEvents takes at most 10 entries. */
const entriesPerCall = 10;

/** The bus port over EventBridge. */
export class EventBus implements Bus {
  private readonly client = new EventBridgeClient({ maxAttempts: 4 });

  constructor(private readonly name: string) {}

  async emit(events: readonly DomainEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += entriesPerCall) {
      await this.put(events.slice(start, start + entriesPerCall));
    }
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

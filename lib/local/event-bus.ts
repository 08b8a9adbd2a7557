import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { matchesPattern } from './event-pattern.ts';
import { type EventRule, inputOf, type RuleTarget } from './event-rules.ts';
import type { Invoker } from './invoker.ts';
import type { Json, JsonObject } from './json.ts';
import { arn, functionNameIn, world } from './local-world.ts';
import type { ResourcePolicies } from './resource-policies.ts';
import type { Sqs } from './sqs.ts';

/** An event as rules and targets see it. */
export interface BusEvent extends JsonObject {
  id: string;
  source: string;
  'detail-type': string;
  time: string;
  detail: Json;
}

/** What an event is made of. */
export interface NewEvent {
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: Json;
  readonly resources?: readonly string[];
}

/** What rules need to reach their targets. */
export interface BusParts {
  readonly invoker: Invoker;
  readonly sqs: Sqs;
  readonly policies: ResourcePolicies;
  readonly log: (line: string) => void;
}

const remembered = 1000;
/** Lambda runs an asynchronous invocation up to three times; here without its minutes between them. */
const tries = 3;
const pauseMs = 500;

/** The event buses of the template: keeps the last events and brings each to the targets of the rules it fits. */
export class EventBuses {
  private readonly recent: (BusEvent & { bus: string })[] = [];
  private readonly stopping = new AbortController();

  constructor(
    readonly names: ReadonlySet<string>,
    private readonly rules: readonly EventRule[],
    private readonly parts: BusParts,
  ) {}

  /** Takes an event in; targets get it later. @returns its id */
  put(given: NewEvent): string {
    const event: BusEvent = {
      version: '0',
      id: randomUUID(),
      'detail-type': given.detailType,
      source: given.source,
      account: world.account,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region: world.region,
      resources: [...(given.resources ?? [])],
      detail: given.detail,
    };
    this.recent.push({ ...event, bus: given.bus });
    if (this.recent.length > remembered) this.recent.shift();
    for (const rule of this.rules) {
      if (rule.EventBusName === given.bus && rule.EventPattern && matchesPattern(rule.EventPattern, event))
        this.fire(rule, event);
    }
    return event.id;
  }

  /** Brings an event to every target of a rule. */
  fire(rule: EventRule, event: BusEvent): void {
    for (const target of rule.Targets) {
      this.deliver(rule, target, event).catch((error: unknown) =>
        this.parts.log(`rule ${rule.arn}: ${String(error)}`),
      );
    }
  }

  /** The last events, oldest first. */
  events(): readonly (BusEvent & { bus: string })[] {
    return [...this.recent];
  }

  stop(): void {
    this.stopping.abort();
  }

  private async deliver(rule: EventRule, target: RuleTarget, event: BusEvent): Promise<void> {
    const input = inputOf(target, event);
    const { policies, sqs } = this.parts;
    if (target.Arn.includes(':logs:')) return;
    if (target.Arn.includes(':sqs:')) {
      if (policies.allows('events.amazonaws.com', 'sqs:SendMessage', target.Arn, rule.arn))
        sqs.send(target.Arn, JSON.stringify(input));
      return;
    }
    const name = functionNameIn(target.Arn) ?? '';
    if (
      !policies.allows(
        'events.amazonaws.com',
        'lambda:InvokeFunction',
        arn('lambda', `function:${name}`),
        rule.arn,
      )
    )
      return;
    await this.invoke(name, target, input, rule.ScheduleExpression ? 'schedule' : 'event');
  }

  private async invoke(
    name: string,
    target: RuleTarget,
    input: Json,
    door: 'event' | 'schedule',
  ): Promise<void> {
    for (let attempt = 1; attempt <= tries && !this.stopping.signal.aborted; attempt++) {
      const outcome = await this.parts.invoker.invoke(name, door, input);
      if ('payload' in outcome) return;
      await sleep(pauseMs * attempt, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
    if (this.stopping.signal.aborted) return;
    this.parts.log(`an event for ${name} failed ${tries} times`);
    const deadLetter = this.parts.invoker.deadLetterOf(name) ?? target.DeadLetterConfig?.Arn;
    if (deadLetter !== undefined) this.parts.sqs.send(deadLetter, JSON.stringify(input));
  }
}

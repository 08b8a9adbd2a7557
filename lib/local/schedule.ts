import { randomUUID } from 'node:crypto';
import type { EventBuses } from './event-bus.ts';
import type { EventRule } from './event-rules.ts';
import { LocalStartError } from './local-start-error.ts';
import { world } from './local-world.ts';

const unitMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const fieldHolds = (field: string, value: number): boolean =>
  field.split(',').some(part => {
    if (part === '*' || part === '?') return true;
    const [range = '', step] = part.split('/');
    const [from = '', to] = range.split('-');
    const first = from === '*' ? 0 : Number(from);
    const last = to === undefined ? (step === undefined ? first : Number.POSITIVE_INFINITY) : Number(to);
    return value >= first && value <= last && (value - first) % Number(step ?? 1) === 0;
  });

const days = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Whether a cron expression of six fields holds in that minute, UTC; L, W and # are not emulated. */
export const cronHolds = (expression: string, now: Date): boolean => {
  const named = expression.replace(/[A-Z]{3}/g, name => String(days.indexOf(name) + 1));
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = named.split(/\s+/);
  return (
    fieldHolds(minute, now.getUTCMinutes()) &&
    fieldHolds(hour, now.getUTCHours()) &&
    fieldHolds(day, now.getUTCDate()) &&
    fieldHolds(month, now.getUTCMonth() + 1) &&
    fieldHolds(weekday, now.getUTCDay() + 1) &&
    fieldHolds(year, now.getUTCFullYear())
  );
};

/** Milliseconds between two runs of a rate expression. */
const rateMs = (amount: string, unit: string): number =>
  Number(amount) * (unitMs[unit.replace(/s$/, '')] ?? 0);

/** Fires the rules that have a schedule (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html). */
export class Schedules {
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly buses: EventBuses) {}

  /** @throws LocalStartError for an expression that cannot be read */
  start(rules: readonly EventRule[]): void {
    for (const rule of rules)
      if (rule.ScheduleExpression !== undefined) this.add(rule, rule.ScheduleExpression);
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private add(rule: EventRule, expression: string): void {
    const [, kind, argument = ''] = /^(rate|cron)\((.+)\)$/.exec(expression) ?? [];
    const [amount = '', unit = ''] = argument.split(' ');
    const everyMs = kind === 'rate' ? rateMs(amount, unit) : 60_000;
    if (!kind || !(everyMs > 0))
      throw new LocalStartError(`the schedule ${expression} is neither rate(…) nor cron(…).`);
    const fire = () => {
      if (kind === 'rate' || cronHolds(argument, new Date())) this.fire(rule);
    };
    // setInterval takes no more than 2^31 milliseconds; a session is shorter than such a schedule.
    this.timers.push(setInterval(fire, Math.min(everyMs, 2 ** 31 - 1)));
  }

  private fire(rule: EventRule): void {
    this.buses.fire(rule, {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: world.account,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region: world.region,
      resources: [rule.arn],
      detail: {},
    });
  }
}

import type { ApplicationSettings } from '../../kernel/application.ts';
import type { InstanceId } from '../../protocol/ids.ts';
import type { KickType } from '../../protocol/pushes.ts';
import { type Platform, platformOf } from './platforms.ts';

/** What the rule looks at in a session. */
export interface Occupant {
  readonly instance: InstanceId;
  readonly platform: number;
  /** Milliseconds since 1970 of its login. */
  readonly loggedInAt: number;
  /** Whether its client is connected; one that is away gives way before one that is there. */
  readonly connected: boolean;
}

/** A session that has to go, and what its client is told. */
export interface Displaced {
  readonly instance: InstanceId;
  readonly kickType: KickType;
}

/** Each mode's slots. Platforms of one row shut each other out (contract: conversations-and-login.md F1). */
const slots: Readonly<Record<ApplicationSettings['loginMode'], readonly (readonly Platform[])[]>> = {
  single: [['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Web']],
  dual: [['Android', 'iPhone', 'iPad', 'Windows', 'Mac'], ['Web']],
  triple: [['Android', 'iPhone', 'iPad'], ['Windows', 'Mac'], ['Web']],
  multi: [['Android'], ['iPhone'], ['iPad'], ['Windows'], ['Mac'], ['Web']],
};

const samePlatform: KickType = 1;
const otherPlatform: KickType = 2;

/** The stronger claim first: connected before away, then the newer login; the last comparison only settles a tie. */
const byClaim = (one: Occupant, other: Occupant): number =>
  Number(other.connected) - Number(one.connected) ||
  other.loggedInAt - one.loggedInAt ||
  other.instance - one.instance;

type Rule = Pick<ApplicationSettings, 'loginMode' | 'webInstances' | 'nativeInstances'>;

const displacedFrom = (
  slot: readonly Platform[],
  { webInstances, nativeInstances }: Rule,
  sessions: readonly Occupant[],
): Displaced[] => {
  const claims = sessions.filter(session => slot.includes(platformOf(session.platform))).sort(byClaim);
  const [first] = claims;
  if (!first) return [];
  const holder = platformOf(first.platform);
  const others = claims.filter(session => platformOf(session.platform) !== holder);
  const same = claims.filter(session => platformOf(session.platform) === holder);
  const surplus = same.slice(holder === 'Web' ? webInstances : nativeInstances);
  return [
    ...others.map(({ instance }) => ({ instance, kickType: otherPlatform })),
    ...surplus.map(({ instance }) => ({ instance, kickType: samePlatform })),
  ];
};

/**
 * Who has to go when these sessions of one account are there together. It looks at the whole set and at nothing else, so
 * that two logins at the same moment come to the same answer and one of them stays.
 */
export const displaced = (rule: Rule, sessions: readonly Occupant[]): readonly Displaced[] =>
  slots[rule.loginMode].flatMap(slot => displacedFrom(slot, rule, sessions));

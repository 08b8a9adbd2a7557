import { randomInt } from 'node:crypto';
import type { CounterValue } from '../../protocol/group-pushes.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import { type GroupCard, groupInfoOf } from '../group-log/pushed-message.ts';
import type { StoredNumber } from './counter-changes.ts';

const kinds = { changed: 0, deleted: 1 } as const;
const maximumRandom = 0x7fff_ffff;
const system = '@TIM#SYSTEM';

/** A value as JSON: a number as far as every reader of JSON keeps it exactly, else its digits. */
export const wireValue = (value: StoredNumber): CounterValue => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
};

/**
 * What everyone in a group is told of its counters.
 * @param seq number of the last change; clients pass over lower ones than they know
 */
export const countersEvent = (
  group: GroupCard,
  what: keyof typeof kinds,
  counters: readonly { readonly Key: string; readonly Value: CounterValue }[],
  { seq, now }: { readonly seq: number; readonly now: number },
): PushEvent => ({
  Event: 6,
  GroupTips: [
    {
      From_Account: system,
      ToGroupId: group.group,
      MsgSeq: 0,
      MsgRandom: randomInt(maximumRandom),
      MsgTimeStamp: Math.floor(now / 1000),
      ClientSeq: 0,
      GroupInfo: groupInfoOf(group),
      MsgBody: { GroupCounterInfo: [{ Type: kinds[what], GroupCounterSeq: seq, GroupCounter: counters }] },
    },
  ],
});

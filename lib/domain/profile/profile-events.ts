import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '../../kernel/ports.ts';
import type { SdkAppId, UserId } from '../../protocol/ids.ts';
import { type PortraitSet, portraitSetType } from '../../protocol/profile-events.ts';
import type { ProfileField } from './profile.ts';

/**
 * Tells that somebody has set profile fields. Each call is a happening of its own: sent again, it sets them again.
 * @param at milliseconds since 1970
 */
export const portraitSetEvent = (
  app: SdkAppId,
  { account, operator }: { readonly account: UserId; readonly operator: UserId },
  fields: readonly ProfileField[],
  at: number,
): DomainEvent => {
  const detail: PortraitSet = {
    SdkAppid: app,
    EventTime: at,
    From_Account: account,
    Operator_Account: operator,
    ProfileItem: fields.map(([Tag, Value]) => ({ Tag, Value })),
  };
  return { type: portraitSetType, id: `${portraitSetType}/${randomUUID()}`, detail: { ...detail } };
};

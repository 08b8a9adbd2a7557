import type { ProfileChange } from '../../lib/domain/group/change-profile.ts';
import type { Field } from '../../lib/domain/group/fields.ts';
import { tipOf } from '../../lib/domain/group/notices.ts';
import type { GroupTraits } from '../../lib/domain/group/types.ts';
import { announceTip } from '../../lib/domain/group-log/tip.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { isTold, type Place } from './membership.ts';

const present = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

/** What clients are told of a change, by what the type's table says whether it is told (contract: groups.md 11.2). */
const partsOf = (
  change: ProfileChange,
  fields: readonly Field[] | undefined,
): readonly (readonly [keyof GroupTraits['told'], Readonly<Record<string, unknown>>])[] => [
  [
    'profile',
    present({
      GroupName: change.name,
      GroupIntroduction: change.introduction,
      GroupNotification: change.notification,
      GroupFaceUrl: change.faceUrl,
      MsgAppDefinedData: fields,
    }),
  ],
  ['muteAll', present({ ShutupAll: change.muteAll === undefined ? undefined : Number(change.muteAll) })],
  [
    'applyOption',
    present({ GroupApplyJoinOption: change.applyOption, GroupInviteJoinOption: change.inviteOption }),
  ],
];

/** Tells a group what has changed of its profile, one tip for each kind of change that is told. */
export const tellProfile = async (
  place: Place,
  change: ProfileChange,
  operator: UserId,
  fields?: readonly Field[],
): Promise<void> => {
  if (!(await isTold(place))) return;
  const { deps, context, group } = place;
  const { application } = context;
  for (const [about, MsgGroupNewInfo] of partsOf(change, fields)) {
    if (Object.keys(MsgGroupNewInfo).length === 0) continue;
    const tip = await tipOf(deps, application.id, operator, { OpType: 6, MsgGroupNewInfo });
    await announceTip(deps, application, group, { about, ...tip });
  }
};

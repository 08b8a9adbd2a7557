import type { ApplicationSettings } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { ProfileValues } from '../account/account-store.ts';
import { checkedValue, fieldOf } from './tags.ts';

/** A field and its value, as the wire lists them. */
export interface ProfileItem {
  readonly Tag: string;
  readonly Value: string | number;
}

/** A field and what somebody wants to set it to. */
export interface WantedItem {
  readonly Tag: string;
  readonly Value?: unknown;
}

type Settings = Pick<ApplicationSettings, 'customProfileFields'>;

/**
 * Checks a whole change before anything of it is written. A tag named twice takes its last value.
 * @param admin whether the caller may write the fields that are for administrators only
 * @throws Fault ProfileTagUnknown, ProfileFieldNotWritable, ProfileValueType, ProfileValueTooLong, ProfileValueNotAllowed
 */
export const checkedProfile = (
  items: readonly WantedItem[],
  settings: Settings,
  admin: boolean,
): ProfileValues => {
  const checked = items.map(({ Tag, Value }) => {
    const field = fieldOf(Tag, settings.customProfileFields);
    if (field.adminOnly && !admin) throw new Fault('ProfileFieldNotWritable');
    return [Tag, checkedValue(field, Tag, Value)] as const;
  });
  return Object.fromEntries(checked);
};

/**
 * The fields of a profile that were ever set, in the order they are asked for.
 * @param tags default: all that are set
 */
export const profileItems = (
  profile: ProfileValues,
  tags: readonly string[] = Object.keys(profile).sort(),
): ProfileItem[] =>
  tags.flatMap(tag => {
    const value = Object.hasOwn(profile, tag) ? profile[tag] : undefined;
    return value === undefined ? [] : [{ Tag: tag, Value: value }];
  });

/**
 * The profile that an import gives an account.
 * @throws Fault ProfileValueTooLong
 */
export const importedProfile = (nick: string | undefined, faceUrl: string | undefined): ProfileValues => {
  const items = [
    { Tag: 'Tag_Profile_IM_Nick', Value: nick },
    { Tag: 'Tag_Profile_IM_Image', Value: faceUrl },
  ];
  return checkedProfile(
    items.filter(({ Value }) => Value !== undefined),
    { customProfileFields: [] },
    true,
  );
};

import type { ApplicationSettings } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { ProfileValues } from '../account/account-store.ts';
import { checkedValue, fieldOf } from './tags.ts';

/** Tag and value of a field. */
export type ProfileField = readonly [tag: string, value: string | number];

type Settings = Pick<ApplicationSettings, 'customProfileFields'>;

/**
 * Checks a whole change before anything of it is written. A tag named twice takes its last value.
 * @param wanted tags and what somebody wants to set them to
 * @param admin whether the caller may write the fields that are for administrators only
 * @throws Fault ProfileTagUnknown, ProfileFieldNotWritable, ProfileValueType, ProfileValueTooLong, ProfileValueNotAllowed
 */
export const checkedProfile = (
  wanted: readonly (readonly [tag: string, value: unknown])[],
  settings: Settings,
  admin: boolean,
): ProfileValues => {
  const checked = wanted.map(([tag, value]): ProfileField => {
    const field = fieldOf(tag, settings.customProfileFields);
    if (field.adminOnly && !admin) throw new Fault('ProfileFieldNotWritable');
    return [tag, checkedValue(field, tag, value)];
  });
  return Object.fromEntries(checked);
};

/**
 * The fields of a profile that were ever set, in the order they are asked for.
 * @param tags default: all that are set
 */
export const fieldsOf = (
  profile: ProfileValues,
  tags: readonly string[] = Object.keys(profile).sort(),
): readonly ProfileField[] =>
  tags.flatMap(tag => {
    const value = Object.hasOwn(profile, tag) ? profile[tag] : undefined;
    return value === undefined ? [] : [[tag, value] as const];
  });

/**
 * The profile that an import gives an account.
 * @throws Fault ProfileValueTooLong
 */
export const importedProfile = (nick: string | undefined, faceUrl: string | undefined): ProfileValues => {
  const fields = [
    ['Tag_Profile_IM_Nick', nick],
    ['Tag_Profile_IM_Image', faceUrl],
  ] as const;
  return checkedProfile(
    fields.filter(([, value]) => value !== undefined),
    { customProfileFields: [] },
    true,
  );
};

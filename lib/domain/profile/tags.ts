import { Fault } from '../../kernel/fault.ts';
import { byteLength } from '../../protocol/ids.ts';

/** What a profile field holds. */
type Rule =
  | { readonly kind: 'text'; readonly bytes: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'custom' };

/** One profile field. */
export interface Field {
  readonly rule: Rule;
  /** Written by administrators only; everybody reads it. */
  readonly adminOnly?: true;
}

/** Longest text of a field that has no limit of its own, and of a custom one. */
const textBytes = 500;
const text: Field = { rule: { kind: 'text', bytes: textBytes } };
const number: Field = { rule: { kind: 'number' } };
const choice = (...of: readonly string[]): Field => ({ rule: { kind: 'choice', of } });

/** The standard fields by tag (contract: profile.md, standard tags). */
export const standardFields: Readonly<Record<string, Field>> = {
  Tag_Profile_IM_Nick: text,
  Tag_Profile_IM_Gender: choice('Gender_Type_Unknown', 'Gender_Type_Female', 'Gender_Type_Male'),
  Tag_Profile_IM_BirthDay: number,
  Tag_Profile_IM_Location: { rule: { kind: 'text', bytes: 16 } },
  Tag_Profile_IM_SelfSignature: text,
  Tag_Profile_IM_AllowType: choice(
    'AllowType_Type_NeedConfirm',
    'AllowType_Type_AllowAny',
    'AllowType_Type_DenyAny',
  ),
  Tag_Profile_IM_Language: number,
  Tag_Profile_IM_Image: text,
  Tag_Profile_IM_MsgSettings: number,
  Tag_Profile_IM_AdminForbidType: {
    ...choice('AdminForbid_Type_None', 'AdminForbid_Type_SendOut'),
    adminOnly: true,
  },
  Tag_Profile_IM_Level: number,
  Tag_Profile_IM_Role: number,
};

/** Prefix of the tags that an application makes up. */
export const customPrefix = 'Tag_Profile_Custom_';

const custom: Field = { rule: { kind: 'custom' } };

/**
 * The field of a tag.
 * @param customFields keywords that the application has configured
 * @throws Fault ProfileTagUnknown
 */
export const fieldOf = (tag: string, customFields: readonly string[]): Field => {
  if (Object.hasOwn(standardFields, tag)) return standardFields[tag] as Field;
  const keyword = tag.startsWith(customPrefix) ? tag.slice(customPrefix.length) : '';
  if (customFields.includes(keyword)) return custom;
  throw new Fault('ProfileTagUnknown', `there is no field ${tag.slice(0, 100)}`);
};

const typed = (fits: boolean, tag: string, type: string): void => {
  if (!fits) throw new Fault('ProfileValueType', `${tag} takes ${type}`);
};

const bounded = (value: string, bytes: number, tag: string): string => {
  if (byteLength(value) <= bytes) return value;
  if (bytes === textBytes) throw new Fault('ProfileValueTooLong', `${tag} takes at most ${bytes} bytes`);
  throw new Fault('ProfileValueNotAllowed', `${tag} takes at most ${bytes} bytes`);
};

const uint32 = (value: number, tag: string): number => {
  if (Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff) return value;
  throw new Fault('ProfileValueNotAllowed', `${tag} takes an integer from 0 to 4294967295`);
};

const chosen = (value: string, of: readonly string[], tag: string): string => {
  if (of.includes(value)) return value;
  throw new Fault('ProfileValueNotAllowed', `${tag} takes ${of.join(', ')}`);
};

/**
 * A value that its field can hold.
 * @returns the same value
 * @throws Fault ProfileValueType, ProfileValueTooLong, ProfileValueNotAllowed
 */
export const checkedValue = ({ rule }: Field, tag: string, value: unknown): string | number => {
  if (rule.kind === 'number') {
    typed(typeof value === 'number', tag, 'a number');
    return uint32(value as number, tag);
  }
  if (rule.kind === 'custom' && Number.isSafeInteger(value)) return value as number;
  typed(typeof value === 'string', tag, rule.kind === 'custom' ? 'a string or an integer' : 'a string');
  const string = value as string;
  return rule.kind === 'choice'
    ? chosen(string, rule.of, tag)
    : bounded(string, rule.kind === 'text' ? rule.bytes : textBytes, tag);
};

import { Fault } from '../../kernel/fault.ts';
import type { FieldDeclaration, FieldLevel } from '../../protocol/group-settings.ts';
import type { GroupType } from '../../protocol/group-words.ts';
import { byteLength } from '../../protocol/ids.ts';
import type { Standing } from './rights.ts';

/** A field of an application's own, as on the wire. */
export interface Field {
  readonly Key: string;
  readonly Value: string;
}

/** Values by key, as stored. */
export type Fields = Readonly<Record<string, string>>;

/** Whoever reads or writes; `self`: the field is its own. */
export interface FieldUser {
  readonly standing: Standing;
  readonly self?: boolean;
}

/** Lowest rank that a level lets through. */
const rankOfLevel: Readonly<Record<FieldLevel, number>> = {
  app: 5,
  owner: 4,
  admin: 3,
  self: 2,
  member: 1,
  anyone: 0,
};
const rankOfStanding: Readonly<Record<Standing, number>> = {
  App: 5,
  Owner: 4,
  Admin: 3,
  Member: 1,
  NotMember: 0,
};

const reaches = ({ standing, self = false }: FieldUser, level: FieldLevel): boolean =>
  Math.max(rankOfStanding[standing], self ? rankOfLevel.self : 0) >= rankOfLevel[level];

/** What fields are for: how long a value may be (contract: groups.md 5). */
const longest = { group: 512, member: 64 } as const;

/**
 * Checks fields that somebody wants to write.
 * @throws Fault GroupParameterNotValid for a field that is not declared for the type or too long, GroupNotPermitted
 */
export const checkFields = (
  fields: readonly Field[],
  declared: readonly FieldDeclaration[],
  kind: keyof typeof longest,
  type: GroupType,
  writer: FieldUser,
): void => {
  for (const { Key, Value } of fields) {
    const levels = declared.find(({ key }) => key === Key)?.levels[type];
    if (!levels) throw new Fault('GroupParameterNotValid', `${Key}: this field is not declared for the type`);
    if (byteLength(Value) > longest[kind])
      throw new Fault('GroupParameterNotValid', `${Key}: the value is too long`);
    if (!reaches(writer, levels.write))
      throw new Fault('GroupNotPermitted', `${Key}: no permission to write it`);
  }
};

/** Fields after a change; an empty value takes one away. Undefined when none is left. */
export const changedFields = (before: Fields | undefined, change: readonly Field[]): Fields | undefined => {
  const all = { ...before, ...Object.fromEntries(change.map(({ Key, Value }) => [Key, Value])) };
  const left = Object.entries(all).filter(([, value]) => value !== '');
  return left.length > 0 ? Object.fromEntries(left) : undefined;
};

/**
 * What somebody may see of stored fields.
 * @param wanted keys; absent: all
 */
export const readableFields = (
  stored: Fields | undefined,
  declared: readonly FieldDeclaration[],
  type: GroupType,
  reader: FieldUser,
  wanted?: readonly string[],
): readonly Field[] =>
  declared.flatMap(({ key, levels }) => {
    const value = stored?.[key];
    const level = levels[type]?.read;
    if (value === undefined || !level || !reaches(reader, level)) return [];
    return !wanted || wanted.includes(key) ? [{ Key: key, Value: value }] : [];
  });

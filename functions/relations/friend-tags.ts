import { customPrefix } from '../../lib/domain/friend/friend-fields.ts';
import { namesOf } from '../../lib/domain/friend/group-list.ts';
import type { FriendGroup, FriendItem } from '../../lib/table/friend-items.ts';

/** A field on the wire. */
export interface TaggedValue {
  readonly Tag: string;
  readonly Value: unknown;
}

const standardTags = {
  Tag_SNS_IM_AddSource: ({ source }: FriendItem) => source,
  Tag_SNS_IM_Remark: ({ remark }: FriendItem) => remark,
  Tag_SNS_IM_RemarkTime: ({ remarkedAt }: FriendItem) => remarkedAt,
  Tag_SNS_IM_AddWording: ({ wording }: FriendItem) => wording,
  Tag_SNS_IM_AddTime: ({ addedAt }: FriendItem) => addedAt,
} as const;

const groupTag = 'Tag_SNS_IM_Group';

/** Whether a tag is one of a friend that every application has. */
export const isStandardTag = (tag: string): boolean => tag === groupTag || Object.hasOwn(standardTags, tag);

/** The standard fields of a friend that are set. */
export const standardValues = (item: FriendItem, groups: readonly FriendGroup[]): readonly TaggedValue[] => {
  const names = namesOf(groups, item.groups);
  return [
    ...Object.entries(standardTags).flatMap(([Tag, read]) => {
      const Value = read(item);
      return Value === undefined ? [] : [{ Tag, Value }];
    }),
    ...(names.length > 0 ? [{ Tag: groupTag, Value: names }] : []),
  ];
};

/** The application's own fields of a friend that are set. */
export const ownValues = ({ custom }: FriendItem): readonly TaggedValue[] =>
  Object.entries(custom).map(([keyword, Value]) => ({ Tag: `${customPrefix}${keyword}`, Value }));

import type { Label } from '../../lib/domain/conversation/labels.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import type { Door } from '../../lib/protocol/command.ts';
import { groupIn } from '../../lib/protocol/conversation-name.ts';
import type { ConversationRef, ItemResult, LabelParts } from '../../lib/protocol/conversation-schemas.ts';
import { errors } from '../../lib/protocol/errors.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import type { ContactGroup } from '../../lib/table/items.ts';
import { nameOf } from './names-of.ts';

/** The lowest number of a mark: backends count from 1, and clients the powers of two of their values, from 2^0. */
const lowest: Readonly<Record<Door, number>> = { rest: 1, socket: 0 };

/**
 * Standard marks as they are stored, 0 to 63, from their numbers in a call: 1 over REST and 0 on the socket are both
 * the favourite, which clients know as 1 (contract: conversations-and-login.md A4).
 * @throws Fault ConversationParameterNotValid
 */
export const markNumbers = (numbers: readonly number[], door: Door): readonly number[] =>
  numbers.map(number => {
    const mark = number - lowest[door];
    if (mark < 0 || mark > 63) throw new Fault('ConversationParameterNotValid');
    return mark;
  });

/** Standard marks as a text of 0 and 1, mark 0 last; empty when none is set. */
export const markText = (marks: readonly number[]): string => {
  const highest = Math.max(-1, ...marks);
  return Array.from({ length: highest + 1 }, (_, i) => (marks.includes(highest - i) ? '1' : '0')).join('');
};

/** What lists add to a conversation; absent parts are left out. */
export const labelParts = (label: Label | undefined): LabelParts =>
  label
    ? {
        ...(label.marks.length > 0 && { StandardMark: markText(label.marks) }),
        ...(label.custom && { CustomMark: label.custom }),
        ...(label.groups.length > 0 && { ContactGroupId: [...label.groups] }),
      }
    : {};

export const labelOnWire = (label: Label) => {
  const group = groupIn(label.peer);
  const labelled = { ...labelParts(label), Timestamp: label.changedAt };
  return group === undefined
    ? { Type: 1 as const, To_Account: label.peer, ...labelled }
    : { Type: 2 as const, ToGroupId: group, ...labelled };
};

export const groupOnWire = ({ id, name }: ContactGroup) => ({ GroupName: name, GroupId: id });

/** What became of one of the conversations named. @param unknown those of groups that the owner is not in */
export const resultOf = (ContactItem: ConversationRef, unknown: ReadonlySet<UserId>): ItemResult =>
  unknown.has(nameOf(ContactItem))
    ? {
        ContactItem,
        ResultCode: errors.ConversationGroupNotFound.code,
        ResultInfo: errors.ConversationGroupNotFound.text,
      }
    : { ContactItem, ResultCode: 0, ResultInfo: '' };

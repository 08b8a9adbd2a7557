import { changeLabels, type LabelChange } from '../../../lib/domain/conversation/label-changes.ts';
import { labelOf, storedLabelsOf } from '../../../lib/domain/conversation/labels.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { Door } from '../../../lib/protocol/command.ts';
import { pushedConversation } from '../../../lib/protocol/conversation-pushes.ts';
import type { MarkItem } from '../../../lib/protocol/conversation-schemas.ts';
import type { UserId } from '../../../lib/protocol/ids.ts';
import type { recentcontact } from '../../../lib/protocol/services/recentcontact.ts';
import { markNumbers, markText, resultOf } from '../labels-on-wire.ts';
import { knownNames, nameOf } from '../names-of.ts';
import { ownerOf } from '../owner-of.ts';
import { tellLabels } from '../tell-labels.ts';

type Spec = typeof recentcontact.commands.mark_contact;

const changeOf = (
  { OptType, SetMark = [], ClearMark = [], CustomMark = '' }: MarkItem,
  door: Door,
): LabelChange => {
  const set = markNumbers(SetMark, door);
  const touched = new Set([...set, ...markNumbers(ClearMark, door)]);
  return label => {
    const kept = label.marks.filter(mark => !touched.has(mark));
    return {
      ...label,
      ...(OptType !== 2 && { marks: [...kept, ...new Set(set)].sort((one, other) => one - other) }),
      ...(OptType !== 1 && { custom: CustomMark }),
    };
  };
};

/** Marks conversations and tells the owner's other clients what is marked now. */
export const markContact: Handler<Spec, DeliveryPorts & Shared> = async (body, context, deps) => {
  const owner = await ownerOf(body.From_Account, context, deps);
  const whose = { app: context.application.id, owner };
  const refs = body.MarkItem.map(({ ContactItem }) => ContactItem);
  const { unknown } = await knownNames(deps, whose.app, owner, refs);
  const changes = new Map<UserId, LabelChange>();
  for (const item of body.MarkItem) {
    const name = nameOf(item.ContactItem);
    if (unknown.has(name)) continue;
    const before = changes.get(name);
    const change = changeOf(item, context.call.door);
    changes.set(name, before ? label => change(before(label)) : change);
  }
  await changeLabels(deps.table, whose, changes, Math.floor(deps.clock.now() / 1000));
  const { items, index } = await storedLabelsOf(deps.table, whose, [...changes.keys()]);
  const marked = [...changes.keys()].map(peer => {
    const item = items.get(peer);
    const label = item && labelOf(item, index?.contactGroups ?? []);
    return {
      RecentContactItem: pushedConversation(peer),
      OptType: 3 as const,
      StandardMark: markText(label?.marks ?? []),
      CustomMark: label?.custom ?? '',
    };
  });
  const RecentContactMarkContact = { RecentContactMarkContactItem: marked };
  await tellLabels(deps, context, owner, { PushType: 4, RecentContactMarkContact });
  return {
    ResultItem: body.MarkItem.map(({ OptType, ContactItem }) => ({
      OptType,
      ...resultOf(ContactItem, unknown),
    })),
  };
};

import { randomInt } from 'node:crypto';
import type { UserId } from '../../protocol/ids.ts';
import type { PushEvent } from '../../protocol/pushes.ts';
import { type GroupCard, groupInfoOf } from '../group-log/pushed-message.ts';
import type { AttributeChange, GroupAttributes } from './attributes.ts';

/** How a change is written in a push. */
const operations = { set: 1, modify: 2, clear: 3, delete: 4 } as const;
const maximumRandom = 0x7fff_ffff;

const keysOf = (change: AttributeChange): readonly string[] => {
  if (change.how === 'clear') return [];
  return (change.how === 'delete' ? change.keys : change.pairs).map(({ key }) => key);
};

/** What everyone in a group is told of a change of its attributes; clients that have missed one before read them all again. */
export const attributesEvent = (
  group: GroupCard,
  operator: UserId,
  change: AttributeChange,
  { main, attributes }: GroupAttributes,
  now: number,
): PushEvent => {
  const names = new Set(keysOf(change));
  const values = new Map(attributes.map(({ key, value }) => [key, value]));
  return {
    Event: 6,
    GroupTips: [
      {
        From_Account: operator,
        ToGroupId: group.group,
        MsgSeq: 0,
        MsgRandom: randomInt(maximumRandom),
        MsgTimeStamp: Math.floor(now / 1000),
        ClientSeq: 0,
        GroupInfo: groupInfoOf(group),
        MsgBody: {
          OpType: 6,
          Operator_Account: operator,
          MsgGroupNewInfo: {
            GroupAttrOption: {
              OpType: operations[change.how],
              GroupAttrSeq: main,
              PushChangedAttrValFlag: 1,
              BytesChangedKeys: [...names],
              GroupAttrInfo: [...names].map(Key => ({ Key, Val: values.get(Key) ?? '', SubKeySeq: main })),
            },
          },
        },
      },
    ],
  };
};

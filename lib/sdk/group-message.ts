import type { MessageBody } from '../protocol/elements.ts';
import type { GroupAt } from '../protocol/group-pushes.ts';
import { textOf, toBody } from './message.ts';

/** What passes first when a group says more than 40 messages a second. */
export type Priority = 'High' | 'Normal' | 'Low' | 'Lowest';

/** A message of a group as it travels, live or out of the history. */
export interface WireGroupMessage {
  readonly From_Account: string;
  /** 0: for who is connected now. */
  readonly MsgSeq: number;
  readonly MsgRandom: number;
  readonly MsgTimeStamp: number;
  readonly MsgPriority?: string | number | undefined;
  readonly MsgBody: readonly unknown[];
  readonly CloudCustomData?: string | undefined;
  readonly From_AccountNick?: string | undefined;
  readonly From_AccountHeadurl?: string | undefined;
  readonly GroupAtInfo?: readonly GroupAt[] | undefined;
  readonly MsgVersion?: number | undefined;
  /** 2: recalled. */
  readonly IsPlaceMsg?: number | undefined;
}

/** A message of a group, or of a live room. */
export interface GroupMessage {
  /** Names the message; the same whenever and however it is received. */
  readonly id: string;
  readonly group: string;
  readonly from: string;
  readonly mine: boolean;
  /** Its number in the group, from 1 on; 0 when it is not kept. */
  readonly seq: number;
  /** Seconds since 1970, by the server's clock. */
  readonly time: number;
  /** The text elements, one a line; empty when there is none. */
  readonly text: string;
  /** Every element. */
  readonly body: MessageBody;
  /** App-defined data that travels with the message. */
  readonly cloudCustomData: string;
  /** Name and picture that the sender has given itself. */
  readonly nick: string;
  readonly face: string;
  readonly priority: Priority;
  /** The accounts that it names. */
  readonly mentions: readonly string[];
  readonly mentionsAll: boolean;
  readonly recalled: boolean;
  /** How often it was modified. */
  readonly version: number;
}

const priorities: readonly Priority[] = ['Normal', 'High', 'Normal', 'Low', 'Lowest'];

/** The id of a message: its number, or what the sender drew by lot when it has none. */
export const groupMessageId = (
  group: string,
  { MsgSeq, MsgRandom }: Pick<WireGroupMessage, 'MsgSeq' | 'MsgRandom'>,
): string => (MsgSeq > 0 ? `${group}/${MsgSeq}` : `${group}/0_${MsgRandom}`);

/**
 * A message from the wire.
 * @param me the account that is logged in
 */
export const toGroupMessage = (group: string, wire: WireGroupMessage, me: string): GroupMessage => {
  const body = toBody(wire.MsgBody);
  const at = wire.GroupAtInfo ?? [];
  const { MsgPriority: priority = 'Normal' } = wire;
  return {
    id: groupMessageId(group, wire),
    group,
    from: wire.From_Account,
    mine: wire.From_Account === me,
    seq: wire.MsgSeq,
    time: wire.MsgTimeStamp,
    text: textOf(body),
    body,
    cloudCustomData: wire.CloudCustomData ?? '',
    nick: wire.From_AccountNick ?? '',
    face: wire.From_AccountHeadurl ?? '',
    // The history writes numbers.
    priority: typeof priority === 'number' ? (priorities[priority] ?? 'Normal') : (priority as Priority),
    mentions: at.flatMap(({ GroupAt_Account }) => GroupAt_Account ?? []),
    mentionsAll: at.some(({ GroupAtAllFlag }) => GroupAtAllFlag === 1),
    recalled: wire.IsPlaceMsg === 2,
    version: wire.MsgVersion ?? 0,
  };
};

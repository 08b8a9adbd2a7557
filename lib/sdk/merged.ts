import type { MessageBody } from '../protocol/elements.ts';
import { textOf, toBody } from './message.ts';
import type { Session } from './session.ts';

/** A message inside a merged one; it may be a merged one itself. */
export interface MergedMessage {
  readonly from: string;
  /** Seconds since 1970; 0 when the merged message does not say. */
  readonly time: number;
  /** The text elements, one a line. */
  readonly text: string;
  readonly body: MessageBody;
  readonly cloudCustomData: string;
}

interface WireMerged {
  readonly From_Account?: string;
  readonly MsgTimeStamp?: number;
  readonly MsgBody?: readonly unknown[];
  readonly CloudCustomData?: string;
}

const toMerged = (entry: unknown): MergedMessage => {
  const wire = entry as WireMerged;
  const body = toBody(wire.MsgBody ?? []);
  return {
    from: wire.From_Account ?? '',
    time: wire.MsgTimeStamp ?? 0,
    text: textOf(body),
    body,
    cloudCustomData: wire.CloudCustomData ?? '',
  };
};

/**
 * What a merged message holds. A long one carries a key instead of its messages, which are then asked for
 * (im_long_msg.get_relay_json_msg).
 * @returns nothing for a message that is not merged
 * @throws KaiwaError
 */
export const readMerged = async (session: Session, body: MessageBody): Promise<readonly MergedMessage[]> => {
  const merged = body.find(element => element.MsgType === 'TIMRelayElem');
  if (!merged) return [];
  const { MsgList, JsonMsgKey = '' } = merged.MsgContent;
  if (MsgList && MsgList.length > 0) return MsgList.map(toMerged);
  const reply = await session.request('im_long_msg.get_relay_json_msg', { JsonMsgKey });
  return reply.MsgList.map(toMerged);
};

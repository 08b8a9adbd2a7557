import type { MessageBody } from '../../protocol/elements.ts';
import { byteLength } from '../../protocol/ids.ts';
import type { MessageItem } from '../../table/items.ts';

/** The elements of a message as they are stored. */
export const storedBody = (elements: MessageBody): string => JSON.stringify(elements);

/** The elements of a stored message. */
export const elementsOf = ({ body }: Pick<MessageItem, 'body'>): MessageBody =>
  JSON.parse(body) as MessageBody;

/** The size of a message's content on the wire, which limits go by. */
export const contentBytes = (body: string, cloudCustomData = ''): number =>
  byteLength(body) + byteLength(cloudCustomData);

import type { MessageBody } from './elements.ts';

/** Stands in the place of what was recalled; clients leave out a message without elements. */
export const withheldBody: MessageBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: '' } }];

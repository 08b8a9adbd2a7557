import { textBody } from './messages.ts';

/** Messages as clients put them into a merged message. */
export const talk = (messages: number, bytes = 10): readonly object[] =>
  Array.from({ length: messages }, (_, i) => ({
    From_Account: i % 2 ? 'ana' : 'ben',
    To_Account: i % 2 ? 'ben' : 'ana',
    MsgSeq: i + 1,
    MsgRandom: 55_310 + i,
    MsgTimeStamp: 1_735_689_600 + i,
    From_AccountNick: 'a nick',
    CloudCustomData: '',
    MsgBody: textBody(`${i} ${'x'.repeat(bytes)}`),
  }));

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Prose that does not change. */
const lines = readFileSync(join(__dirname, '..', '..', 'LICENSE'), 'utf8')
  .split('\n')
  .map(line => line.trim())
  .filter(line => line.length > 30);
/** Messages as published clients merge them: 70 are some 19 KB. */
export const mergedTalk = (messages: number) =>
  lines.slice(0, messages).map((Text, i) => ({
    From_Account: i % 2 ? 'ana' : 'ben',
    SenderId: i % 2 ? 'ana' : 'ben',
    MsgTimeStamp: 1_795_276_404 + i * 17,
    MsgSeq: 1_553_220_006 + i * 31,
    MsgRandom: (i * 2_654_435_761) % 4_294_967_296,
    CloudCustomData: '',
    From_AccountNick: 'somebody',
    MsgBody: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text } }],
  }));

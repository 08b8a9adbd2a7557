import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Application } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { MergedList } from '../../protocol/elements.ts';
import type { MergedListItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { isLive } from '../session/session-store.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Above this quality Brotli takes several times as long for some percent. */
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: 1 } };

/** API Gateway carries 128 KB in one answer on a socket; the rest is for the envelope. */
const maximumBytes = 120_000;

const secondsPerDay = 86_400;
/** A list is handed over before the message that names it, and a message may be forwarded when it is some days old. */
const longerDays = 1;

/** Who knows the name may fetch the list, so it cannot be guessed: 160 random bits. */
const newName = (): string => randomBytes(20).toString('base64url');

/** Days for which it is kept: longer than the messages that name it. */
const daysOf = ({ settings }: Application): number =>
  (settings.noStore ? 1 : settings.retentionDays) + longerDays;

/**
 * Keeps the messages of a merged message that is too long to carry them: 1 write unit for each begun KB of the compressed
 * list, about a fifth of its length.
 * @param now milliseconds since 1970
 * @returns the name under which the list is found
 * @throws Fault MessageTooLong above 120,000 bytes
 */
export const keepMergedList = async (
  table: Table,
  application: Application,
  list: MergedList,
  now: number,
): Promise<string> => {
  const text = Buffer.from(JSON.stringify(list));
  if (text.length > maximumBytes)
    throw new Fault('MessageTooLong', `the merged messages are longer than ${maximumBytes} bytes`);
  const name = newName();
  const item: MergedListItem = {
    ...keys.mergedList(application.id, name),
    v: 1,
    ExpiresAt: Math.floor(now / 1000) + daysOf(application) * secondsPerDay,
    list: await compress(text, options),
  };
  await table.put({ item });
  return name;
};

/**
 * The messages that were kept under a name in the same application: 1 read unit for each begun 4 KB of the
 * compressed list.
 * @param now milliseconds since 1970
 * @throws Fault MessageNotFound when there are none, or no longer
 */
export const readMergedList = async (
  table: Table,
  { id: app }: Application,
  name: string,
  now: number,
): Promise<MergedList> => {
  const item = await table.get<MergedListItem>(keys.mergedList(app, name), { consistent: true });
  if (!item || !isLive(item, now)) throw new Fault('MessageNotFound', 'no merged messages are kept there');
  return JSON.parse(String(await decompress(item.list))) as MergedList;
};

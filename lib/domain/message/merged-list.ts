import { randomBytes } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Application } from '../../kernel/application.ts';
import { Fault } from '../../kernel/fault.ts';
import type { Table } from '../../kernel/ports.ts';
import type { MergedList, MessageBody } from '../../protocol/elements.ts';
import type { MergedListItem } from '../../table/items.ts';
import { keys } from '../../table/keys.ts';
import { forEachOf } from '../bounded.ts';
import { conditionHeld } from '../condition-held.ts';
import { isLive } from '../session/session-store.ts';

/** Takes some 2 ms for the longest list; above this quality several times as long for some percent. */
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: 1 } };

/** API Gateway carries 128 KB in one answer on a socket; the rest is for the envelope. */
const maximumBytes = 120_000;

const secondsPerDay = 86_400;
/** A list is handed over before the message that names it, and its name says the day only. */
const longerDays = 2;

/** Seconds since 1970 until which a message that is sent now is kept. */
const messageEnds = ({ settings }: Application, now: number): number =>
  Math.floor(now / 1000) + (settings.noStore ? 1 : settings.retentionDays) * secondsPerDay;

/**
 * The name of a list. Who knows it may fetch the list, so it cannot be guessed: 160 random bits. It also says on which day
 * the list ends, so that a message that names it need not ask.
 */
const newName = (ends: number): string =>
  `${Math.floor(ends / secondsPerDay)}_${randomBytes(20).toString('base64url')}`;

/** Seconds since 1970 until which a list was to be kept when it got its name; undefined for what is no name of ours. */
const endsOf = (name: string): number | undefined => {
  const day = /^(\d{1,6})_[\w-]{27}$/.exec(name)?.[1];
  return day === undefined ? undefined : Number(day) * secondsPerDay;
};

/**
 * Keeps the messages of a merged message that is too long to carry them: 1 write unit for each begun KB of the compressed
 * list, about a sixth of its length.
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
  const ExpiresAt = messageEnds(application, now) + longerDays * secondsPerDay;
  const name = newName(ExpiresAt);
  const item: MergedListItem = {
    ...keys.mergedList(application.id, name),
    v: 1,
    ExpiresAt,
    list: brotliCompressSync(text, options),
  };
  await table.put({ item });
  return name;
};

const namesIn = (elements: MessageBody): readonly string[] =>
  elements.flatMap(({ MsgType, MsgContent }) =>
    MsgType === 'TIMRelayElem' && MsgContent.JsonMsgKey ? [MsgContent.JsonMsgKey] : [],
  );

/**
 * Keeps the lists that a message names for as long as the message. Clients forward a list that they have not fetched by its
 * name, maybe when it is about to end; only then it is written to: 1 write unit for each begun KB of the compressed list. A
 * message with a list of its own costs nothing here.
 * @param now milliseconds since 1970
 */
export const keepNamedLists = async (
  table: Table,
  application: Application,
  elements: MessageBody,
  now: number,
): Promise<void> => {
  const needed = messageEnds(application, now);
  const ending = namesIn(elements).filter(name => (endsOf(name) ?? needed) < needed);
  await forEachOf(ending, name =>
    conditionHeld(
      table.update({
        key: keys.mergedList(application.id, name),
        set: 'SET ExpiresAt = :ends',
        condition: 'ExpiresAt < :needed',
        values: { ':needed': needed, ':ends': needed + longerDays * secondsPerDay },
      }),
    ),
  );
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
  return JSON.parse(String(brotliDecompressSync(item.list))) as MergedList;
};

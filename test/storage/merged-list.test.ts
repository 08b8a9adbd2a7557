import { keepMergedList, keepNamedLists, readMergedList } from '../../lib/domain/message/merged-list.ts';
import type { Application } from '../../lib/kernel/application.ts';
import { noApplication } from '../../lib/kernel/authenticate.ts';
import type { ApplicationSettings } from '../../lib/protocol/application-settings.ts';
import type { MessageBody } from '../../lib/protocol/elements.ts';
import type { SdkAppId } from '../../lib/protocol/ids.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { mergedTalk } from '../support/merged-talk.ts';
import { app, start } from '../support/message-world.ts';

const database = databaseOfTests();

const day = 86_400;
const applicationWith = (settings: Partial<ApplicationSettings> = {}): Application => ({
  ...noApplication,
  id: app,
  settings: { ...noApplication.settings, ...settings },
});
const application = applicationWith();

const keep = (messages = 40, at = start) =>
  keepMergedList(database.table, application, mergedTalk(messages), at * 1000);
const read = (name: string, at = start, one = application) =>
  readMergedList(database.table, one, name, at * 1000);
const notThere = { key: 'MessageNotFound' };
const naming = (JsonMsgKey: string): MessageBody => [
  { MsgType: 'TIMRelayElem', MsgContent: { CompatibleText: '', JsonMsgKey } },
];

describe('the messages of a long merged message', () => {
  it('are there for the same application only', async () => {
    const name = await keep();
    expect(await read(name)).toEqual(mergedTalk(40));
    const other = { ...application, id: (app + 1) as SdkAppId };
    await expect(read(name, start, other)).rejects.toMatchObject(notThere);
  });

  it('stay at least as long as a message that is sent a day later', async () => {
    const name = await keep();
    await read(name, start + 8 * day);
    await expect(read(name, start + 9 * day)).rejects.toMatchObject(notThere);
  });

  it('stay a day longer than files where nothing is stored', async () => {
    const nothing = applicationWith({ noStore: true });
    const name = await keepMergedList(database.table, nothing, mergedTalk(2), start * 1000);
    await read(name, start + 2 * day, nothing);
    await expect(read(name, start + 3 * day, nothing)).rejects.toMatchObject(notThere);
  });

  it('stay as long as a message that forwards them by name', async () => {
    const name = await keep();
    const forward = (at: number) => keepNamedLists(database.table, application, naming(name), at * 1000);
    await forward(start + 6 * day);
    await read(name, start + 13 * day);
    await forward(start + 12 * day);
    await read(name, start + 19 * day);
  });

  it('cost a fresh message nothing more, nor one that names what is not there', async () => {
    const name = await keep();
    const first = () => keepNamedLists(database.table, application, naming(name), (start + 30) * 1000);
    expect(await consumedBy(first)).toEqual({ read: 0, write: 0, calls: 0 });
    const gone = name.replace(/^\d+/, '1');
    const forward = () => keepNamedLists(database.table, application, naming(gone), start * 1000);
    await forward();
    await expect(read(gone)).rejects.toMatchObject(notThere);
    const strange = () => keepNamedLists(database.table, application, naming('strange'), start * 1000);
    expect(await consumedBy(strange)).toMatchObject({ calls: 0 });
  });

  it('cost a fraction of what they are long', async () => {
    const bytes = JSON.stringify(mergedTalk(70)).length;
    expect(bytes).toBeGreaterThan(19_000);
    let name = '';
    const kept = await consumedBy(async () => {
      name = await keep(70);
    });
    expect(kept).toEqual({ read: 0, write: 4, calls: 1 });
    expect(await consumedBy(() => read(name))).toEqual({ read: 1, write: 0, calls: 1 });
  });
});

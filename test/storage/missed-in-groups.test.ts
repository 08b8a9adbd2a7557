import { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import { noteNamed } from '../../lib/domain/group-log/mentions.ts';
import { missedInGroups } from '../../lib/domain/group-log/missed-in-groups.ts';
import { modifyGroupMessage } from '../../lib/domain/group-log/modify-message.ts';
import { markGroupRead } from '../../lib/domain/group-log/read-position.ts';
import { recallMessages } from '../../lib/domain/group-log/recall.ts';
import { topicMark } from '../../lib/domain/topic/topic-mark.ts';
import { createTopic, topicLife, topicOf } from '../../lib/domain/topic/topic-store.ts';
import type { GroupId, UserId } from '../../lib/protocol/ids.ts';
import type { GroupItem, JoinedItem, MemberItem } from '../../lib/table/group-items.ts';
import type { GroupLife } from '../../lib/table/group-keys.ts';
import type { GroupMessageItem } from '../../lib/table/group-log-items.ts';
import { keys } from '../../lib/table/keys.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { startDatabase, type TestDatabase } from '../support/dynamodb.ts';
import { groupDraft, newLife, sendToGroup } from '../support/group-log-world.ts';
import { app, start } from '../support/message-world.ts';

jest.setTimeout(60_000);

let database: TestDatabase;
let people = 0;
beforeAll(async () => {
  database = await startDatabase();
}, 30_000);
afterAll(() => database.stop());

/** Long enough after the messages for the overlap of syncs to be over. */
const later = start + 1000;
const somebody = (): UserId => {
  people += 1;
  return `member${people}` as UserId;
};

const join = async (life: GroupLife, account: UserId, more: Partial<JoinedItem> = {}): Promise<void> => {
  const { group, born } = life;
  const member: MemberItem = {
    ...keys.member(life, account),
    ...{ v: 1, account, role: 'Member', joinedAt: start, shard: 0, flag: 'AcceptAndNotify' },
    ...{ readSeq: 0, readUncounted: 0, joinSeq: 0 },
  };
  const joined = {
    ...keys.joined(app, account, group),
    v: 1,
    group,
    born,
    type: 'Public',
    shard: 0,
    ...more,
  };
  await Promise.all([database.table.put({ item: member }), database.table.put({ item: joined })]);
};

const newGroup = async (): Promise<GroupLife> => {
  const life = await newLife(database.table);
  const { group, born } = life;
  const item: GroupItem = {
    ...keys.group(app, group),
    ...{
      v: 1,
      group,
      type: 'Public',
      born,
      createdAt: start,
      number: start,
      name: 'Hikers',
      maxMembers: 200,
    },
    ...{ applyOption: 'FreeAccess', inviteOption: 'FreeAccess', infoSeq: 1, infoTime: start },
  };
  await database.table.put({ item });
  return life;
};

let random = 0;
const say = async (
  life: GroupLife,
  text: string,
  more: object = {},
  second = start,
): Promise<GroupMessageItem> => {
  random += 1;
  const { message } = await sendToGroup(database.table, life, groupDraft(text, { random, ...more }), second);
  if (!message) throw new Error('it was dropped');
  return message;
};
const naming = (...accounts: readonly UserId[]) => ({
  at: JSON.stringify(accounts.map(GroupAt_Account => ({ GroupAtAllFlag: 0, GroupAt_Account }))),
});
const namingAll = { at: JSON.stringify([{ GroupAtAllFlag: 1 }]) };

const missed = (account: UserId, since?: number, bytes = 30_000) => {
  const groups = new GroupDirectory(database.table, { now: () => later * 1000 } as never);
  return missedInGroups({ table: database.table, groups }, { app, account, since }, bytes, later * 1000);
};
const mentionsOf = async (account: UserId, since?: number) =>
  (await missed(account, since)).map(event => {
    const [tip] = 'GroupTips' in event ? event.GroupTips : [];
    const { GroupAtTips } = tip as { GroupAtTips: { AtMsgSeq: number; AtFlagList: readonly number[] } };
    return [GroupAtTips.AtMsgSeq, ...GroupAtTips.AtFlagList];
  });
const inTopic = async (life: GroupLife, name: string): Promise<GroupLife> => {
  const id = `${life.group}@TOPIC#_${name}` as GroupId;
  await createTopic(database.table, life, { topic: id, name, createdAt: start }, start * 1000);
  const topic = await topicOf(database.table, life, id);
  if (!topic) throw new Error('there is no topic');
  return topicLife(life, topic);
};

describe('what a member missed in its groups', () => {
  it('is which unread messages name it, for who logs in anew', async () => {
    const [life, me] = [await newGroup(), somebody()];
    await join(life, me);
    await noteNamed(database.table, life, await say(life, 'one', naming(me)));
    await say(life, 'two');
    await say(life, 'three', namingAll);
    expect(await mentionsOf(me)).toEqual([
      [1, 1],
      [3, 2],
    ]);
    await noteNamed(database.table, life, await say(life, 'four', { ...naming(me, somebody()) }));
    expect(await mentionsOf(me)).toHaveLength(3);
    await markGroupRead(database.table, life, me, 3, later * 1000);
    expect(await mentionsOf(me)).toEqual([[4, 1]]);
    expect(await mentionsOf(me, later)).toEqual([]);
  });

  it('is not what was taken back, what one said oneself, nor anything of a group that is discarded', async () => {
    const [life, other, me] = [await newGroup(), await newGroup(), somebody()];
    await Promise.all([join(life, me), join(other, me, { discard: true })]);
    const named = await say(life, 'oops', naming(me));
    await noteNamed(database.table, life, named);
    const recall = { recalledBy: named.sender, reason: '', anyMessage: true, windowSeconds: 0 };
    await recallMessages(database.table, life, [1], recall, start * 1000);
    await say(life, 'mine', { ...namingAll, sender: me });
    await noteNamed(database.table, other, await say(other, 'elsewhere', naming(me)));
    expect(await mentionsOf(me)).toEqual([]);
  });

  it('costs a write for each who is named, none for everyone, and never grows without bound', async () => {
    const [life, all] = [await newGroup(), [somebody(), somebody(), somebody()]];
    for (const account of all) await join(life, account);
    const message = await say(life, 'you three', naming(...all));
    expect(await consumedBy(() => noteNamed(database.table, life, message))).toMatchObject({
      write: 3,
      read: 0,
    });
    const toAll = await say(life, 'all', namingAll);
    expect(await consumedBy(() => noteNamed(database.table, life, toAll))).toMatchObject({ calls: 0 });
    const [me] = all as [UserId];
    for (let i = 0; i < 25; i += 1) await noteNamed(database.table, life, await say(life, 'you', naming(me)));
    const joined = await database.table.get<JoinedItem>(keys.joined(app, me, life.group));
    expect(joined?.named?.size).toBeLessThanOrEqual(20);
    expect([...(joined?.named ?? [])]).toContain(27);
    const stranger = somebody();
    await noteNamed(database.table, life, await say(life, 'stranger', naming(stranger)));
    expect(await database.table.get(keys.joined(app, stranger, life.group))).toBeUndefined();
  });

  it('is what was modified while it was away, in topics too, unless they are silenced, and not what was recalled', async () => {
    const [life, me] = [await newGroup(), somebody()];
    const [news, noise] = [await inTopic(life, 'news'), await inTopic(life, 'noise')];
    await join(life, me, { silenced: new Set([topicMark(noise)]) });
    for (const place of [life, news, noise]) {
      const message = await say(place, 'at one');
      const change = { body: '[]', version: 0 };
      await modifyGroupMessage(database.table, place, message, change, later * 1000);
      await say(place, 'oops');
      const recall = { recalledBy: me, reason: '', anyMessage: true, windowSeconds: 0 };
      await recallMessages(database.table, place, [2], recall, later * 1000);
    }
    const events = await missed(me, later);
    const modified = events.flatMap(event => ('GroupMsgModNotifys' in event ? event.GroupMsgModNotifys : []));
    expect(modified).toHaveLength(2);
    expect(modified).toEqual(
      expect.arrayContaining([
        expect.not.objectContaining({ TopicId: expect.anything() }),
        expect.objectContaining({ TopicId: news.group, MsgSeq: 1, MsgVersion: 1 }),
      ]),
    );
    expect(events).toHaveLength(2);
    // Who comes for the first time knows none of them, nor does who was there when it happened.
    expect(await missed(me)).toEqual([]);
    expect(await missed(me, later + 1000)).toEqual([]);
    // As much as has room.
    const bytes = events.map(event => Buffer.byteLength(JSON.stringify(event)));
    expect(await missed(me, later, bytes.reduce((sum, one) => sum + one) - 1)).toHaveLength(1);
  });

  it('costs half a unit for each group in which nothing was', async () => {
    const me = somebody();
    for (let i = 0; i < 10; i += 1) await join(await newGroup(), me);
    expect(await consumedBy(() => missed(me, later))).toMatchObject({ read: 6, write: 0, calls: 2 });
  });
});

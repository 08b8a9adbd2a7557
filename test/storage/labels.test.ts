import { createGroup, deleteGroup } from '../../lib/domain/conversation/contact-groups.ts';
import {
  changeLabels,
  type LabelContent,
  labelsAtMost,
} from '../../lib/domain/conversation/label-changes.ts';
import { labelsOf } from '../../lib/domain/conversation/labels.ts';
import type { UserId } from '../../lib/protocol/ids.ts';
import { consumedBy } from '../support/consumed-units.ts';
import { databaseOfTests } from '../support/dynamodb.ts';
import { app, someone, start } from '../support/message-world.ts';

const database = databaseOfTests();

const peers = (from: number, count: number): readonly UserId[] =>
  Array.from({ length: count }, (_, i) => `peer${from + i}` as UserId);
const owner = () => ({ app, owner: someone('me') });

const marks = (mark: string) => (label: LabelContent) => ({ ...label, custom: mark });

describe('labels', () => {
  it('put conversations into a group, however many, in two calls for each nine', async () => {
    const me = owner();
    const units = await consumedBy(() => createGroup(database.table, me, 'all', peers(0, 90), start));
    expect(units.calls).toBe(1 + 2 * 10);
    const { labels, groups } = await labelsOf(database.table, me);
    expect(groups).toEqual([{ id: 1, name: 'all' }]);
    expect(labels.map(({ groups: ids }) => ids)).toEqual(Array(90).fill([1]));
  });

  it('cost one write unit to change, and two calls', async () => {
    const me = owner();
    const change = (custom: string) =>
      changeLabels(database.table, me, new Map([['ana' as UserId, marks(custom)]]), start);
    expect(await consumedBy(() => change('x'))).toMatchObject({ calls: 2 });
    expect(await consumedBy(() => change('y'))).toMatchObject({ calls: 2, write: 1 });
    expect(await consumedBy(() => change(''))).toMatchObject({ calls: 2 });
    expect((await labelsOf(database.table, me)).labels).toEqual([]);
  });

  it('of a deleted group count for nothing and make room when it is needed', async () => {
    const me = owner();
    await createGroup(database.table, me, 'all', peers(0, labelsAtMost), start);
    const one = new Map([['ana' as UserId, marks('x')]]);
    await expect(changeLabels(database.table, me, one, start)).rejects.toThrow('more than 1000');
    expect(await consumedBy(() => deleteGroup(database.table, me, 'all', start))).toMatchObject({ write: 1 });
    expect((await labelsOf(database.table, me)).labels).toEqual([]);
    await changeLabels(database.table, me, one, start);
    expect((await labelsOf(database.table, me)).labels).toMatchObject([
      { peer: 'ana', custom: 'x', groups: [] },
    ]);
  });

  it('are all kept when two devices label at once', async () => {
    const me = owner();
    await changeLabels(database.table, me, new Map([['ana' as UserId, marks('x')]]), start);
    const set = (mark: number) =>
      changeLabels(
        database.table,
        me,
        new Map([
          ['ana' as UserId, (label: LabelContent) => ({ ...label, marks: [...label.marks, mark].sort() })],
        ]),
        start,
      );
    await Promise.all([set(1), set(2)]);
    expect((await labelsOf(database.table, me)).labels).toMatchObject([{ marks: [1, 2], custom: 'x' }]);
  });

  it('give each of two groups made at once its own number', async () => {
    const me = owner();
    const ends = await Promise.allSettled(
      ['one', 'two'].map(name => createGroup(database.table, me, name, ['ana' as UserId], start)),
    );
    const { groups, labels } = await labelsOf(database.table, me);
    const made = ends.filter(({ status }) => status === 'fulfilled').length;
    expect(new Set(groups.map(({ id }) => id)).size).toBe(made);
    expect(labels[0]?.groups).toHaveLength(made);
  });
});

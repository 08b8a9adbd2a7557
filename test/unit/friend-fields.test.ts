import {
  customKeyword,
  flawOf,
  isCustomValue,
  isGroupName,
  isSource,
} from '../../lib/domain/friend/friend-fields.ts';
import { groupListOf, idsOf, namesOf, withGroups } from '../../lib/domain/friend/group-list.ts';
import { notesChanges } from '../../lib/protocol/relation-pushes.ts';

describe('what is noted of a friend', () => {
  it('names its source by a prefix and 1 to 8 letters', () => {
    expect(['AddSource_Type_Web', 'AddSource_Type_abcdefgh'].map(isSource)).toEqual([true, true]);
    const wrong = [
      'Web',
      'AddSource_Type_',
      'AddSource_Type_abcdefghi',
      'AddSource_Type_a1',
      'addsource_type_Web',
    ];
    expect(wrong.filter(isSource)).toEqual([]);
  });

  it.each([
    ['remark', 96],
    ['wording', 256],
  ] as const)('has a %s of at most %i bytes', (name, bytes) => {
    expect(flawOf({ [name]: 'é'.repeat(bytes / 2) })).toBeUndefined();
    expect(flawOf({ [name]: 'x'.repeat(bytes + 1) })).toContain(String(bytes));
  });

  it('is in at most 32 groups, with names of 1 to 30 bytes', () => {
    const groups = Array.from({ length: 33 }, (_, i) => `group ${i}`);
    expect(flawOf({ groups: groups.slice(1) })).toBeUndefined();
    expect(flawOf({ groups })).toContain('32');
    expect(['é'.repeat(15), 'x'.repeat(31), ''].map(isGroupName)).toEqual([true, false, false]);
  });

  it('has own fields that the application has configured, with texts up to 500 bytes and integers', () => {
    expect(customKeyword('Tag_SNS_Custom_club', ['club'])).toBe('club');
    expect(customKeyword('Tag_SNS_Custom_other', ['club'])).toBeUndefined();
    expect(customKeyword('Tag_SNS_IM_club', ['club'])).toBeUndefined();
    expect(['x'.repeat(500), 7, -1].map(isCustomValue)).toEqual([true, true, true]);
    expect(['x'.repeat(501), 1.5, null, ['x'], {}].filter(isCustomValue)).toEqual([]);
  });
});

describe('groups of friends', () => {
  const work = { groups: [{ id: 3, name: 'Work' }], lastGroup: 4 };

  it('are made with numbers that were never given before', () => {
    expect(withGroups(work, ['Gym', 'Work', 'Gym', 'Club'])).toEqual({
      groups: [
        { id: 3, name: 'Work' },
        { id: 5, name: 'Gym' },
        { id: 6, name: 'Club' },
      ],
      lastGroup: 6,
    });
  });

  it('stay the very same when none is missing, and are 32 at most', () => {
    expect(withGroups(work, ['Work'])).toBe(work);
    const names = Array.from({ length: 31 }, (_, i) => `group ${i}`);
    expect(withGroups(work, names)?.groups).toHaveLength(32);
    expect(withGroups(work, [...names, 'one too many'])).toBeUndefined();
  });

  it('are named by their numbers; those that are gone count for nothing', () => {
    expect(namesOf(work.groups, new Set([1, 3]))).toEqual(['Work']);
    expect(namesOf(work.groups, undefined)).toEqual([]);
    expect(idsOf(work.groups, ['Work', 'Gone'])).toEqual(new Set([3]));
    expect(groupListOf(undefined)).toEqual({ groups: [], lastGroup: 0 });
  });
});

describe('notes of friends that are pushed', () => {
  const noted = (count: number, remark: string) =>
    Array.from({ length: count }, (_, i) => ({
      Friend_Account: `friend-${i}`,
      Sns: [{ Tag: 'Tag_SNS_IM_Remark', Value: remark }],
    }));

  it('travel together as far as a frame of the gateway carries', () => {
    expect(notesChanges([])).toEqual([]);
    expect(notesChanges(noted(2, 'x'))).toHaveLength(1);
    const changes = notesChanges(noted(1000, 'é'.repeat(48)));
    const sizes = changes.map(change => Buffer.byteLength(JSON.stringify(change)));
    expect(Math.max(...sizes)).toBeLessThan(110_000);
    expect(changes).toHaveLength(2);
    expect(changes.flatMap(({ FriendListMod }) => FriendListMod.flatMap(mod => mod.FriendUpInfo))).toEqual(
      noted(1000, 'é'.repeat(48)),
    );
  });
});

import * as fc from 'fast-check';
import { checkedProfile, fieldsOf, importedProfile } from '../../lib/domain/profile/profile.ts';
import { standardFields } from '../../lib/domain/profile/tags.ts';
import { Fault } from '../../lib/kernel/fault.ts';
import { byteLength } from '../../lib/protocol/ids.ts';

const settings = { customProfileFields: ['color'] };
const set = (Tag: string, Value: unknown, admin = true) => checkedProfile([[Tag, Value]], settings, admin);

const refusal = (attempt: () => unknown): string => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Fault) return error.key;
    throw error;
  }
  return 'none';
};

const texts = ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_SelfSignature', 'Tag_Profile_IM_Image'];
const numbers = [
  'Tag_Profile_IM_BirthDay',
  'Tag_Profile_IM_Language',
  'Tag_Profile_IM_MsgSettings',
  'Tag_Profile_IM_Level',
  'Tag_Profile_IM_Role',
];
const choices = ['Tag_Profile_IM_Gender', 'Tag_Profile_IM_AllowType', 'Tag_Profile_IM_AdminForbidType'];

describe('profile fields', () => {
  it('are the twelve of the contract', () => {
    const listed = [...texts, ...numbers, ...choices, 'Tag_Profile_IM_Location'];
    expect(Object.keys(standardFields).sort()).toEqual(listed.sort());
  });

  it.each(texts)('%s takes 500 bytes and not one more', tag => {
    expect(set(tag, 'é'.repeat(250))).toEqual({ [tag]: 'é'.repeat(250) });
    expect(refusal(() => set(tag, `${'é'.repeat(250)}x`))).toBe('ProfileValueTooLong');
  });

  it('a location takes 16 bytes', () => {
    expect(refusal(() => set('Tag_Profile_IM_Location', '0086002107550001'))).toBe('none');
    expect(refusal(() => set('Tag_Profile_IM_Location', '00860021075500010'))).toBe('ProfileValueNotAllowed');
  });

  it.each(numbers)('%s takes unsigned 32-bit integers', tag => {
    expect(set(tag, 0xffff_ffff)).toEqual({ [tag]: 0xffff_ffff });
    for (const value of [-1, 2 ** 32, 1.5]) {
      expect(refusal(() => set(tag, value))).toBe('ProfileValueNotAllowed');
    }
  });

  it.each(choices)('%s takes only what the contract lists', tag => {
    expect(refusal(() => set(tag, 'Something_Else'))).toBe('ProfileValueNotAllowed');
  });

  it('refuse a value of the wrong type', () => {
    for (const value of [1, null, undefined, true, {}, ['x']]) {
      expect(refusal(() => set('Tag_Profile_IM_Nick', value))).toBe('ProfileValueType');
    }
    for (const value of ['1', null, undefined, true, {}]) {
      expect(refusal(() => set('Tag_Profile_IM_Level', value))).toBe('ProfileValueType');
    }
  });

  it('of an application exist once it has configured them', () => {
    expect(set('Tag_Profile_Custom_color', 'blue')).toEqual({ Tag_Profile_Custom_color: 'blue' });
    expect(set('Tag_Profile_Custom_color', 7)).toEqual({ Tag_Profile_Custom_color: 7 });
    expect(refusal(() => set('Tag_Profile_Custom_color', true))).toBe('ProfileValueType');
    expect(refusal(() => set('Tag_Profile_Custom_color', 'x'.repeat(501)))).toBe('ProfileValueTooLong');
    expect(refusal(() => set('Tag_Profile_Custom_size', 'big'))).toBe('ProfileTagUnknown');
    expect(refusal(() => set('Tag_Profile_Custom_', 'x'))).toBe('ProfileTagUnknown');
  });

  it('that only administrators write are refused to others', () => {
    const [tag, value] = ['Tag_Profile_IM_AdminForbidType', 'AdminForbid_Type_SendOut'];
    expect(set(tag, value)).toEqual({ [tag]: value });
    expect(refusal(() => set(tag, value, false))).toBe('ProfileFieldNotWritable');
  });

  it('do not come from the names that every object has', () => {
    for (const tag of ['constructor', '__proto__', 'toString']) {
      expect(refusal(() => set(tag, 'x'))).toBe('ProfileTagUnknown');
      expect(fieldsOf({}, [tag])).toEqual([]);
    }
  });

  it('named twice take the last value', () => {
    const Tag = 'Tag_Profile_IM_Nick';
    expect(
      checkedProfile(
        [
          [Tag, 'first'],
          [Tag, 'last'],
        ],
        settings,
        false,
      ),
    ).toEqual({ [Tag]: 'last' });
  });

  it('never set are left out of a read', () => {
    const profile = { Tag_Profile_IM_Nick: '', Tag_Profile_IM_Level: 0 };
    expect(fieldsOf(profile, ['Tag_Profile_IM_Level', 'Tag_Profile_IM_Role'])).toEqual([
      ['Tag_Profile_IM_Level', 0],
    ]);
    expect(fieldsOf(profile)).toHaveLength(2);
  });

  it('are nick and picture in an import', () => {
    expect(importedProfile(undefined, undefined)).toEqual({});
    expect(importedProfile('Ann', '')).toEqual({ Tag_Profile_IM_Nick: 'Ann', Tag_Profile_IM_Image: '' });
    expect(refusal(() => importedProfile('x'.repeat(501), undefined))).toBe('ProfileValueTooLong');
  });
});

describe('any profile change', () => {
  const tag = fc.oneof(
    fc.constantFrom(...Object.keys(standardFields), 'Tag_Profile_Custom_color'),
    fc.string({ maxLength: 40 }),
  );
  const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.double(), fc.jsonValue());

  it('is either refused with a documented error or stored and read back as it was given', () =>
    fc.assert(
      fc.property(tag, value, fc.boolean(), (Tag, Value, admin) => {
        let stored: ReturnType<typeof checkedProfile>;
        try {
          stored = checkedProfile([[Tag, Value]], settings, admin);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
          return;
        }
        expect(fieldsOf(stored)).toEqual([[Tag, Value]]);
        expect(byteLength(String(Value))).toBeLessThanOrEqual(500);
      }),
      { numRuns: 500 },
    ));

  it('with one bad field is refused as a whole', () =>
    fc.assert(
      fc.property(fc.nat({ max: 5 }), place => {
        const items = Array.from({ length: 5 }, () => ['Tag_Profile_IM_Nick', 'Ann'] as [string, string]);
        items.splice(place, 0, ['Tag_Profile_IM_Gender', 'other']);
        expect(refusal(() => checkedProfile(items, settings, true))).toBe('ProfileValueNotAllowed');
      }),
    ));
});

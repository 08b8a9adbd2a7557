import {
  addsOnly,
  holds,
  type PermittedOperation,
  topicRightsOf,
  usualPermissions,
} from '../../lib/domain/permission/rights.ts';

const communityBits = 11;
const topicBits = 7;

/** The bit that allows an operation in a whole community, and the one that does in a topic (contract: groups.md 13). */
const cells: Readonly<Record<PermittedOperation, readonly [number, number?]>> = {
  changeProfile: [0],
  remove: [1],
  decide: [1],
  changeMember: [1],
  managePermissionGroups: [2],
  managePermissionMembers: [3],
  manageTopicPermissions: [2, 1],
  manageTopics: [4, 0],
  pin: [4, 0],
  mute: [5, 2],
  speak: [6, 3],
  nameEveryone: [7, 6],
  seePast: [8, 4],
  recallOthers: [9, 5],
};

const bitsOf = (count: number) => Array.from({ length: count }, (_, bit) => bit);

describe.each(Object.entries(cells))('who may %s', (name, [inCommunity, inTopic]) => {
  const operation = name as PermittedOperation;

  it.each(bitsOf(communityBits))('bit %i of the community', bit => {
    expect(holds(operation, { community: 1 << bit, topic: 0 })).toBe(bit === inCommunity);
  });

  it.each(bitsOf(topicBits))('bit %i of the topic', bit => {
    expect(holds(operation, { community: 0, topic: 1 << bit })).toBe(bit === inTopic);
  });

  it('has nothing to do with bits that are not known', () => {
    const unknown = 2 ** 53 - 2048;
    expect(holds(operation, { community: unknown, topic: unknown })).toBe(false);
    const all = Number.MAX_SAFE_INTEGER;
    expect(holds(operation, { community: all, topic: 0 })).toBe(true);
  });
});

describe('rights in a topic', () => {
  it.each([
    ['none', 0, 0, 0],
    ['those of the topic', 0, 0b0101000, 0b0101000],
    ['topics of the community, all of them', 1 << 4, 0, 0b0000001],
    ['permission groups', 1 << 2, 0, 0b0000010],
    ['mute, send, name everyone, the past, recall', 0b1111100000, 0, 0b1111100],
    ['what is about no topic', 0b10000001011, 0, 0],
    ['both together', 1 << 6, 1, 0b0001001],
  ])('%s', (_, community, topic, expected) => {
    expect(topicRightsOf({ community, topic })).toBe(expected);
  });
});

describe('giving rights', () => {
  it.each([
    ['what one has', { to: 0b101 }, 0b111, true],
    ['what one has not', { to: 0b101 }, 0b100, false],
    ['what was given before', { from: 0b001, to: 0b101 }, 0b100, true],
    ['less', { from: 0b111, to: 0b001 }, 0, true],
    ['bits that mean nothing', { to: 2 ** 40 }, 0, true],
    ['nothing', { to: 0 }, 0, true],
  ])('%s', (_, gift, own, expected) => {
    expect(addsOnly('community', gift, own)).toBe(expected);
  });

  it('knows eleven of the community and seven of a topic', () => {
    expect(addsOnly('community', { to: 1 << 10 }, 0)).toBe(false);
    expect(addsOnly('community', { to: 1 << 11 }, 0)).toBe(true);
    expect(addsOnly('topic', { to: 1 << 6 }, 0)).toBe(false);
    expect(addsOnly('topic', { to: 1 << 7 }, 0)).toBe(true);
  });
});

it('members may send, name everyone and perhaps see the past where nothing is said', () => {
  expect(usualPermissions(true)).toBe(0b111000000);
  expect(usualPermissions(false)).toBe(0b011000000);
});

/**
 * Rights by their places in the two masks (contract: groups.md 13). `banMembers` is kept and shown, and has no effect: communities
 * have no bans.
 */
export const communityBits = {
  changeProfile: 0,
  manageMembers: 1,
  managePermissionGroups: 2,
  managePermissionMembers: 3,
  manageTopics: 4,
  mute: 5,
  speak: 6,
  nameEveryone: 7,
  seePast: 8,
  recallOthers: 9,
  banMembers: 10,
} as const;

/** Rights in one topic. */
export const topicBits = {
  manageTopic: 0,
  managePermissions: 1,
  mute: 2,
  speak: 3,
  seePast: 4,
  recallOthers: 5,
  nameEveryone: 6,
} as const;

/** Which right an operation takes: in the whole community, or in the topic that it is about. */
interface Right {
  readonly community: keyof typeof communityBits;
  readonly topic?: keyof typeof topicBits;
}

/**
 * The operations that permission groups decide on, where they are on, and the rights that either allow them. Everything else
 * members may as where they are off.
 */
export const rights = {
  changeProfile: { community: 'changeProfile' },
  remove: { community: 'manageMembers' },
  decide: { community: 'manageMembers' },
  changeMember: { community: 'manageMembers' },
  managePermissionGroups: { community: 'managePermissionGroups' },
  managePermissionMembers: { community: 'managePermissionMembers' },
  manageTopicPermissions: { community: 'managePermissionGroups', topic: 'managePermissions' },
  manageTopics: { community: 'manageTopics', topic: 'manageTopic' },
  pin: { community: 'manageTopics', topic: 'manageTopic' },
  mute: { community: 'mute', topic: 'mute' },
  speak: { community: 'speak', topic: 'speak' },
  nameEveryone: { community: 'nameEveryone', topic: 'nameEveryone' },
  seePast: { community: 'seePast', topic: 'seePast' },
  recallOthers: { community: 'recallOthers', topic: 'recallOthers' },
} as const satisfies Record<string, Right>;

/** An operation that permission groups decide on. */
export type PermittedOperation = keyof typeof rights;

/** What somebody may: in the whole community, and beside it in the topic that is meant. */
export interface Masks {
  readonly community: number;
  readonly topic: number;
}

const has = (mask: number, bit: number): boolean => ((mask >> bit) & 1) === 1;

/** Whether masks allow an operation. */
export const holds = (operation: PermittedOperation, { community, topic }: Masks): boolean => {
  const right: Right = rights[operation];
  return (
    has(community, communityBits[right.community]) ||
    (right.topic !== undefined && has(topic, topicBits[right.topic]))
  );
};

/** The mask that holds these bits and no others. */
const maskOf = (bits: readonly number[]): number => bits.reduce((mask, bit) => mask | (1 << bit), 0);

/** What masks allow in their topic, by either of them, as bits of a topic. */
export const topicRightsOf = (masks: Masks): number => {
  const all: readonly Right[] = Object.values(rights);
  const wide = all.filter(({ community }) => has(masks.community, communityBits[community]));
  return masks.topic | maskOf(wide.flatMap(({ topic }) => (topic ? [topicBits[topic]] : [])));
};

const known = { community: maskOf(Object.values(communityBits)), topic: maskOf(Object.values(topicBits)) };

/** Whether a mask adds no right to another but what its giver has: unknown bits count for nothing. */
export const addsOnly = (
  scope: keyof typeof known,
  { from = 0, to }: { readonly from?: number | undefined; readonly to: number },
  own: number,
): boolean => (to & ~from & ~own & known[scope]) === 0;

/** What every member may where nothing else is said: what it may without permission groups. */
export const usualPermissions = (newcomersSeePast: boolean): number =>
  maskOf([
    communityBits.speak,
    communityBits.nameEveryone,
    ...(newcomersSeePast ? [communityBits.seePast] : []),
  ]);

import { createHash } from 'node:crypto';
import type { GroupLife } from '../../table/group-keys.ts';

/** The short name of a topic's life in sets of topics that somebody wants no messages of: 48 bits of at most 200 topics. */
export const topicMark = ({ group, born }: Pick<GroupLife, 'group' | 'born'>): string =>
  createHash('sha256').update(`${born}#${group}`).digest('base64url').slice(0, 8);

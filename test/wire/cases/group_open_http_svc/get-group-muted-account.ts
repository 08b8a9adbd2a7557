import { mutedListCases } from '../../muted-lists.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = mutedListCases('MutedAccountList', 'MutedUntil');

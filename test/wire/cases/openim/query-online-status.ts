import { onlineStatusCases } from '../../online-status.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = onlineStatusCases;

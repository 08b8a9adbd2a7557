import { errors } from '../../lib/protocol/errors.ts';

/** Who lost against another is shown what the message holds: published clients take it over and report a conflict. */
export const outdated = {
  ActionStatus: 'FAIL',
  ErrorCode: errors.ModificationOutdated.code,
  ErrorInfo: errors.ModificationOutdated.text,
} as const;

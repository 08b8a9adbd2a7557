import { defaultSettings } from '../../../../lib/protocol/application-settings.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'reads every setting, changed or not',
    reply: (_, reply) => {
      expect(Object.keys(reply.Settings as object).sort()).toEqual(Object.keys(defaultSettings).sort());
      expect(reply.Settings).toMatchObject({ retentionDays: 7, customProfileFields: ['color'] });
    },
    volatile: ['Version'],
  },
];

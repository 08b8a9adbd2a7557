import { batch, relationRefusals } from '../../blocks.ts';
import { befriends, profile, result, source } from '../../friends.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'reads everything of friends and of their profiles',
    given: async world => {
      await befriends('ana')(world);
      await profile(world, 'ana', { Tag_Profile_IM_Nick: 'Ann' });
    },
    body: batch('ana', 'ghost'),
    reply: {
      InfoItem: [
        {
          ...result('ana'),
          SnsProfileItem: [
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
            { Tag: 'Tag_SNS_IM_AddSource', Value: source },
            { Tag: 'Tag_SNS_IM_AddTime' },
          ],
        },
        result('ghost', 'RelationAccountNotFound'),
      ],
      Fail_Account: ['ghost'],
      ErrorDisplay: '',
    },
    volatile: ['Value'],
  },
  ...relationRefusals(),
];

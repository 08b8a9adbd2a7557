import { batch, relationRefusals } from '../../blocks.ts';
import { befriends, profile, result } from '../../friends.ts';
import { accounts } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const tags = ['Tag_Profile_IM_Nick', 'Tag_SNS_IM_Remark', 'Tag_SNS_Custom_club', 'Tag_Profile_Custom_color'];

export const cases: readonly WireCase[] = [
  {
    title: 'reads chosen fields of friends and of their profiles',
    given: async world => {
      await befriends('ana')(world);
      await accounts('stranger')(world);
      await profile(world, 'ana', { Tag_Profile_IM_Nick: 'Ann', Tag_Profile_IM_Image: 'https://x/y.png' });
      await world.admin('sns.friend_update', {
        From_Account: world.name('me'),
        UpdateItem: [
          { To_Account: world.name('ana'), SnsItem: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'Annie' }] },
        ],
      });
    },
    body: world => ({ ...batch('ana', 'stranger', 'ghost')(world), TagList: tags }),
    reply: (_, reply) => {
      expect(reply.InfoItem).toEqual([
        {
          To_Account: expect.any(String),
          SnsProfileItem: [
            { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
            { Tag: 'Tag_SNS_IM_Remark', Value: 'Annie' },
          ],
          ResultCode: 0,
          ResultInfo: '',
        },
        expect.objectContaining({ ResultCode: result('', 'NotFriend').ResultCode }),
        expect.objectContaining({ ResultCode: result('', 'RelationAccountNotFound').ResultCode }),
      ]);
      expect(reply.Fail_Account).toHaveLength(2);
    },
  },
  {
    title: 'knows no other fields',
    given: accounts('me'),
    body: world => ({ ...batch('ana')(world), TagList: ['Tag_SNS_Custom_Unknown'] }),
    error: 'RelationParameterNotValid',
  },
  ...relationRefusals({ TagList: tags }),
];

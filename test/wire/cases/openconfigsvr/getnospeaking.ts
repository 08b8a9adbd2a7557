import { accounts } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

const body = (short: string) => (world: { name(short: string): string }) => ({
  Get_Account: world.name(short),
});

export const cases: readonly WireCase[] = [
  {
    title: 'answers 0 for who is not muted, without ActionStatus',
    given: accounts('ana'),
    body: body('ana'),
    reply: (_, reply) =>
      expect(reply).toEqual({
        ErrorCode: 0,
        ErrorInfo: '',
        C2CmsgNospeakingTime: 0,
        GroupmsgNospeakingTime: 0,
      }),
  },
  {
    title: 'answers the seconds that are left',
    given: async world => {
      await world.account('ana');
      await world.admin('openconfigsvr.setnospeaking', {
        Set_Account: world.name('ana'),
        C2CmsgNospeakingTime: 7200,
        GroupmsgNospeakingTime: 4294967295,
      });
    },
    body: body('ana'),
    reply: (_, reply) => {
      expect(reply).toMatchObject({ GroupmsgNospeakingTime: 4294967295 });
      expect(reply.C2CmsgNospeakingTime).toBeGreaterThan(7180);
      expect(reply.C2CmsgNospeakingTime).toBeLessThanOrEqual(7200);
    },
    volatile: ['C2CmsgNospeakingTime'],
  },
  { title: 'refuses an unknown account', body: body('ghost'), error: 'MutedAccountNotValid' },
  { title: 'refuses nobody', body: {}, error: 'MutedAccountMissing' },
  { title: 'refuses a number for an account', body: { Get_Account: 7 }, error: 'MutedAccountNotValid' },
];

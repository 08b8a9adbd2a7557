import type { WireCase, World } from '../../wire-case.ts';

const mute =
  (more: object, short = 'ana') =>
  (world: World) => ({ Set_Account: world.name(short), ...more });
const given = (world: World) => world.account('ana');
const muteOf = (world: World) =>
  world.admin('openconfigsvr.getnospeaking', { Get_Account: world.name('ana') });

export const cases: readonly WireCase[] = [
  {
    title: 'mutes for ever, and leaves the other mute as it was',
    given: async world => {
      await given(world);
      await world.admin('openconfigsvr.setnospeaking', mute({ GroupmsgNospeakingTime: 4294967295 })(world));
    },
    body: mute({ C2CmsgNospeakingTime: 4294967295 }),
    reply: (_, reply) => expect(reply).toEqual({ ErrorCode: 0, ErrorInfo: '' }),
    after: async world =>
      expect(await muteOf(world)).toMatchObject({
        C2CmsgNospeakingTime: 4294967295,
        GroupmsgNospeakingTime: 4294967295,
      }),
  },
  {
    title: 'lifts a mute',
    given: async world => {
      await given(world);
      await world.admin('openconfigsvr.setnospeaking', mute({ C2CmsgNospeakingTime: 100 })(world));
    },
    body: mute({ C2CmsgNospeakingTime: 0 }),
    after: async world =>
      expect(await muteOf(world)).toMatchObject({ C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 }),
  },
  { title: 'refuses no account', body: { C2CmsgNospeakingTime: 1 }, error: 'MutedAccountMissing' },
  {
    title: 'refuses an empty name',
    body: { Set_Account: '', C2CmsgNospeakingTime: 1 },
    error: 'MutedAccountNotValid',
  },
  {
    title: 'refuses an unknown account',
    body: mute({ C2CmsgNospeakingTime: 1 }, 'ghost'),
    error: 'MutedAccountNotValid',
  },
  { title: 'refuses no time at all', given, body: mute({}), error: 'MuteTimesMissing' },
  {
    title: 'refuses a text for the one-to-one time',
    given,
    body: mute({ C2CmsgNospeakingTime: '60' }),
    error: 'ChatMuteNotValid',
  },
  {
    title: 'refuses a negative group time',
    given,
    body: mute({ GroupmsgNospeakingTime: -1 }),
    error: 'GroupMuteNotValid',
  },
];

import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'takes what the published client reports of an Android phone',
    as: 'me',
    body: {
      TokenID: 'f-7Q',
      PushMsg: 1,
      EnterVersion: 1_400_000_001,
      BusiID: 31_001,
      InstType: 2000,
      VarToken: '',
      IsTpns: 0,
      IsWebUniapp: 1,
    },
  },
  { title: 'takes the token of an Apple device', as: 'me', body: { VarToken: 'ab'.repeat(32), BusiID: 7 } },
  { title: 'takes 256 bytes', as: 'me', body: { TokenID: 'é'.repeat(128) } },
  { title: 'refuses 257 bytes', as: 'me', body: { TokenID: 'a'.repeat(257) }, error: 'PushTokenTooLong' },
  { title: 'needs a token', as: 'me', body: { PushMsg: 1 }, error: 'PushTokenEmpty' },
  { title: 'needs none to end it', as: 'me', body: { PushMsg: 0 } },
  {
    title: 'refuses a token that is no text',
    as: 'me',
    body: { TokenID: 1 },
    error: 'AccountParameterNotValid',
  },
];

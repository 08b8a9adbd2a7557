import { batch, relationRefusals } from '../../blocks.ts';
import { asks, carefulOnes, requestsOf, result } from '../../friends.ts';
import { accounts } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'deletes requests that came, each for itself',
    given: async world => {
      await carefulOnes('me')(world);
      await accounts('ana', 'ben')(world);
      await asks(world, 'ana', 'me');
    },
    body: batch('ana', 'ben', 'me'),
    reply: {
      ResultItem: [
        result('ana'),
        result('ben', 'FriendRequestNotFound'),
        result('me', 'FriendRequestNotFound'),
      ],
      Fail_Account: ['ben', 'me'],
      ErrorDisplay: '',
    },
    after: async world => {
      expect(await requestsOf(world, 'me')).toEqual([]);
      expect(await requestsOf(world, 'ana')).toEqual([]);
    },
  },
  {
    title: 'takes back requests that the account has made',
    given: async world => {
      await carefulOnes('ana')(world);
      await accounts('me')(world);
      await asks(world, 'me', 'ana');
    },
    body: world => ({ ...batch('ana')(world), PendencyType: 'Pendency_Type_SendOut' }),
    reply: { ResultItem: [result('ana')] },
    after: async world => expect(await requestsOf(world, 'ana')).toEqual([]),
  },
  ...relationRefusals(),
];

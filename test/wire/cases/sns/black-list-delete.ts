import type { SocketClient } from '../../../support/socket-client.ts';
import { batch, blockedBy, blocks, relationRefusals, result } from '../../blocks.ts';
import { withPhone } from '../../conversations.ts';
import { accounts } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  {
    title: 'ends blocks, each for itself, and says who was not blocked',
    as: 'me',
    given: async world => {
      await accounts('ana', 'ben', 'zoe')(world);
      await blocks(world, 'me', 'ana', 'ben');
    },
    body: batch('ana', 'zoe', 'ghost'),
    reply: {
      ResultItem: [result('ana'), result('zoe', 30001), result('ghost', 30001)],
      Fail_Account: ['zoe', 'ghost'],
    },
    after: async world => expect(await blockedBy(world, 'me')).toEqual([world.name('ben')]),
  },
  {
    title: 'tells the clients of the account',
    as: 'me',
    given: async world => {
      await accounts('ana')(world);
      await blocks(world, 'me', 'ana');
      await withPhone(world);
    },
    body: batch('ana'),
    after: async world => {
      const phone = world.kept<SocketClient>('phone');
      expect(await phone.push(event => 'FriendListMod' in event)).toMatchObject({
        FriendListMod: [{ BlackListDel_Account: [world.name('ana')] }],
      });
    },
  },
  ...relationRefusals(),
];

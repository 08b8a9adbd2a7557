import { group, groupId } from '../../groups.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  ...['Public', 'ChatRoom', 'AVChatRoom', 'Community'].map(
    (type): WireCase => ({
      title: `finds a group of the type ${type} by its id`,
      given: group({ type }),
      body: world => ({
        GroupIdList: [groupId(world, type)],
        ResponseFilter: { GroupBasePublicInfoFilter: ['Type', 'Name', 'Owner_Account'] },
      }),
      reply: { GroupInfo: [{ ErrorCode: 0, Type: type, Name: 'hikers', Owner_Account: 'ana' }] },
    }),
  ),
  {
    title: 'finds no Work group, and none that does not exist',
    given: group({ type: 'Private' }),
    body: world => ({ GroupIdList: [groupId(world), world.name('nosuch')] }),
    reply: { GroupInfo: [{ ErrorCode: 10007 }, { ErrorCode: 10010 }] },
  },
  { title: 'needs groups', body: {}, error: 'GroupParameterNotValid' },
];

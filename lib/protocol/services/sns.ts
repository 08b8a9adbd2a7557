import { blackLists } from '../black-lists.ts';
import { service } from '../command.ts';
import { friendGroups } from '../friend-groups.ts';
import { friendRequests } from '../friend-requests.ts';
import { friends } from '../friends.ts';

/** Friends, their groups, requests and blocked accounts (contract: relationship.md). */
export const sns = service({
  name: 'sns',
  owner: 'relations',
  envelope: 'display',
  faults: {
    badJson: 'RelationParameterNotValid',
    badBody: 'RelationParameterNotValid',
    notAdmin: 'RelationAdminRequired',
    internal: 'RelationInternal',
  },
  commands: {
    ...blackLists,
    ...friends,
    ...friendGroups,
    ...friendRequests,
  },
});

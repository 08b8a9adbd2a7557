import { service } from '../command.ts';
import { groupOpenHttpSvc, joinedGroupList } from './group_open_http_svc.ts';

/** Communities, which published clients ask for beside the other groups (contract: client-wire.md 4). */
export const millionGroupOpenHttpSvc = service({
  name: 'million_group_open_http_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: groupOpenHttpSvc.faults,
  commands: { get_joined_group_list: joinedGroupList },
});

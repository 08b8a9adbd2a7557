import { service } from '../command.ts';
import { getGroupAttributes } from '../group-attribute-commands.ts';
import { groupOpenHttpSvc } from './group_open_http_svc.ts';

/** Where published clients read the attributes of a group (contract: group-commands.md 5). */
export const groupOpenAttrHttpSvc = service({
  name: 'group_open_attr_http_svc',
  owner: 'groups',
  twinOf: groupOpenHttpSvc.name,
  envelope: 'plain',
  faults: groupOpenHttpSvc.faults,
  commands: { get_group_attr: getGroupAttributes },
});

import { service } from '../command.ts';
import { topicCommands } from '../topic-commands.ts';
import { groupOpenHttpSvc } from './group_open_http_svc.ts';

/**
 * The same commands under the name by which published clients ask for communities (contract: client-wire.md 4); what only
 * backends call has one name.
 */
const {
  get_appid_group_list: _list,
  get_group_shutted_uin: _muted,
  import_group: _group,
  import_group_member: _member,
  import_group_msg: _message,
  import_topic: _topic,
  group_msg_get_simple: _history,
  delete_group_msg_by_sender: _deletion,
  set_unread_msg_num: _unread,
  ...commands
} = groupOpenHttpSvc.commands;

/** Communities, for published clients. */
export const millionGroupOpenHttpSvc = service({
  name: 'million_group_open_http_svc',
  owner: 'groups',
  twinOf: groupOpenHttpSvc.name,
  envelope: 'plain',
  faults: groupOpenHttpSvc.faults,
  commands: { ...commands, ...topicCommands },
});

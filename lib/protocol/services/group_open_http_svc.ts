import { service } from '../command.ts';
import { groupAttributeCommands } from '../group-attribute-commands.ts';
import { groupCounterCommands } from '../group-counter-commands.ts';
import { groupImportCommands } from '../group-import-commands.ts';
import { groupMemberCommands } from '../group-member-commands.ts';
import { groupMessageCommands } from '../group-message-commands.ts';
import { groupPinCommands } from '../group-pin-commands.ts';
import { groupProfileCommands } from '../group-profile-commands.ts';
import { groupReadingCommands } from '../group-reading-commands.ts';
import { groupRequestCommands } from '../group-request-commands.ts';
import { permissionGroupCommands } from '../permission-group-commands.ts';
import { roomCommands } from '../room-commands.ts';
import { topicImportCommands } from '../topic-commands.ts';

/** Groups (contract: group-commands.md). */
export const groupOpenHttpSvc = service({
  name: 'group_open_http_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'GroupParameterNotValid',
    notAdmin: 'GroupNotPermitted',
    internal: 'GroupInternal',
  },
  commands: {
    ...groupProfileCommands,
    ...groupMemberCommands,
    ...groupRequestCommands,
    ...groupImportCommands,
    ...groupMessageCommands,
    ...groupReadingCommands,
    ...groupPinCommands,
    ...roomCommands,
    ...groupAttributeCommands,
    ...groupCounterCommands,
    ...topicImportCommands,
    ...permissionGroupCommands,
  },
});

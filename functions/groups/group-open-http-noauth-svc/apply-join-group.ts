import { lifeOf } from '../../../lib/domain/group/group-store.ts';
import { admitGuest } from '../../../lib/domain/room/guests.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { groupOpenHttpNoauthSvc } from '../../../lib/protocol/services/group_open_http_noauth_svc.ts';
import type { GroupDeps } from '../deps.ts';
import { shardsOf } from '../room-call.ts';

type Spec = typeof groupOpenHttpNoauthSvc.commands.apply_join_group;

/** Lets a guest listen in a live room: 3 read and 3 write units. It can do nothing else, and nobody is told. */
export const applyJoinGroup: Handler<Spec, GroupDeps> = async (body, { application, call }, deps) => {
  const group = await deps.groups.expect(application.id, body.GroupId);
  if (group.type !== 'AVChatRoom') throw new Fault('GroupNotPermitted', 'guests listen in live rooms only');
  if (call.connection === undefined) throw new Error('a guest without a connection');
  const life = lifeOf(application.id, group);
  const room = { shards: await shardsOf(deps, life), size: application.settings.rosterShardClients };
  const key = await admitGuest(deps, application, life, room, call.connection);
  return { JoinedStatus: 'JoinedSuccess', HugeGroupFlag: 1, AVChatRoomKey: group.group, LongPollingKey: key };
};

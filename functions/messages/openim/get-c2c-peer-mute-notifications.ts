import { remindsOf } from '../../../lib/domain/conversation/remind.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';

type Spec = typeof openim.commands.get_c2c_peer_mute_notifications;

/** Reads do-not-disturb: 1 read unit for each peer. */
export const getC2cPeerMuteNotifications: Handler<Spec, TablePorts> = async (
  body,
  { application, caller },
  { table, clock },
) => {
  const owner = actingAccount(caller, body.To_Account, openim);
  const peers = [...new Set(body.Peer_Account)];
  const reminds = await remindsOf(table, application.id, owner, peers, clock.now());
  return {
    MuteNotificationsList: peers.map(peer => ({
      To_Account: peer,
      UserId: peer,
      MuteNotifications: reminds.get(peer) ?? 0,
    })),
  };
};

import { setRemind } from '../../../lib/domain/conversation/remind.ts';
import type { Shared } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { errors } from '../../../lib/protocol/errors.ts';
import { muteNotice } from '../../../lib/protocol/pushes.ts';
import { openim } from '../../../lib/protocol/services/openim.ts';
import type { Remind } from '../../../lib/table/items.ts';

type Spec = typeof openim.commands.set_c2c_peer_mute_notifications;

/** Sets do-not-disturb: 1 read and 1 write unit for each peer. The account's other clients are told of what is new. */
export const setC2cPeerMuteNotifications: Handler<Spec, DeliveryPorts & Shared> = async (
  body,
  context,
  deps,
) => {
  const { application, caller, call } = context;
  const app = application.id;
  const owner = actingAccount(caller, body.From_Account, openim);
  const remind = body.Mute_Notifications as Remind | 0;
  const { retentionDays } = application.settings;
  const now = deps.clock.now();
  const outcomes = await Promise.all(
    [...new Set(body.Peer_Account)].map(async peer => {
      const known = (await deps.accounts.find(app, peer)) !== undefined;
      const changed =
        known && (await setRemind(deps.table, { app, owner, peer }, remind, now, retentionDays));
      return { peer, known, changed };
    }),
  );
  const news = outcomes.filter(({ changed }) => changed).map(({ peer }) => peer);
  if (news.length > 0) await deliver(deps, app, owner, [muteNotice(news, remind)], call.connection);
  const unknown = outcomes.filter(({ known }) => !known);
  return {
    ErrorList: unknown.map(({ peer }) => ({ To_Account: peer, ErrorCode: errors.AccountNotFound.code })),
  };
};

import { setProfile } from '../../../lib/domain/account/account-store.ts';
import { announceProfile } from '../../../lib/domain/profile/announce-profile.ts';
import { checkedProfile, fieldsOf } from '../../../lib/domain/profile/profile.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { Ports } from '../../../lib/kernel/ports.ts';
import { profile } from '../../../lib/protocol/services/profile.ts';

type Spec = typeof profile.commands.portrait_set;
type Deps = TablePorts & DeliveryPorts & Pick<Ports, 'bus'> & Shared;

/**
 * Sets profile fields, tells the account's other clients, and announces it to webhooks and, by way of profile-watch, to
 * friends: 1 write unit for each begun KB of the account, 1 read unit, 1 event. Who is not answered asks again, and all of it
 * happens again.
 */
export const portraitSet: Handler<Spec, Deps> = async (body, context, deps) => {
  const { application, caller, call } = context;
  const account = actingAccount(caller, body.From_Account, profile);
  const wanted = body.ProfileItem.map(({ Tag, Value }) => [Tag, Value] as const);
  const values = checkedProfile(wanted, application.settings, caller.admin);
  if (!(await setProfile(deps.table, application.id, account, values))) {
    throw new Fault('ProfileAccountNotFound');
  }
  deps.accounts.forget(application.id, account);
  const whose = { account, operator: caller.account };
  await announceProfile(deps, application.id, whose, fieldsOf(values), call.connection);
  return {};
};

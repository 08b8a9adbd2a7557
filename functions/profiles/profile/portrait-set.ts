import { setProfile } from '../../../lib/domain/account/account-store.ts';
import { checkedProfile, fieldsOf } from '../../../lib/domain/profile/profile.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import { type DeliveryPorts, deliver } from '../../../lib/domain/session/deliver.ts';
import { actingAccount } from '../../../lib/kernel/authenticate.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import { profileChange } from '../../../lib/protocol/pushes.ts';
import { profile } from '../../../lib/protocol/services/profile.ts';

type Spec = typeof profile.commands.portrait_set;

/** Sets profile fields and tells the account's other clients: 1 write unit for each begun KB of the account, 1 read unit. */
export const portraitSet: Handler<Spec, TablePorts & DeliveryPorts & Shared> = async (
  body,
  context,
  deps,
) => {
  const { application, caller, call } = context;
  const account = actingAccount(caller, body.From_Account, profile);
  const wanted = body.ProfileItem.map(({ Tag, Value }) => [Tag, Value] as const);
  const values = checkedProfile(wanted, application.settings, caller.admin);
  if (!(await setProfile(deps.table, application.id, account, values))) {
    throw new Fault('ProfileAccountNotFound');
  }
  deps.accounts.forget(application.id, account);
  const event = profileChange(account, fieldsOf(values));
  await deliver(deps, application.id, account, [event], call.connection);
  return {};
};

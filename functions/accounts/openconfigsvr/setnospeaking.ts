import { setMute } from '../../../lib/domain/account/mute.ts';
import type { Shared, TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { openconfigsvr } from '../../../lib/protocol/services/openconfigsvr.ts';

type Spec = typeof openconfigsvr.commands.setnospeaking;

/** Mutes an account: 1 write unit for each begun KB of it. */
export const setnospeaking: Handler<Spec, TablePorts & Shared> = async (body, { application }, deps) => {
  const { Set_Account: account } = body;
  const mute = { chat: body.C2CmsgNospeakingTime, group: body.GroupmsgNospeakingTime };
  const second = Math.floor(deps.clock.now() / 1000);
  if (!(await setMute(deps.table, application.id, account, mute, second))) {
    throw new Fault('MutedAccountNotValid', 'there is no such account');
  }
  deps.accounts.forget(application.id, account);
  return {};
};

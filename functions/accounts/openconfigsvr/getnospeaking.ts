import { muteOf } from '../../../lib/domain/account/mute.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import { Fault } from '../../../lib/kernel/fault.ts';
import type { openconfigsvr } from '../../../lib/protocol/services/openconfigsvr.ts';

type Spec = typeof openconfigsvr.commands.getnospeaking;

/** Tells how long an account is muted: 1 read unit. */
export const getnospeaking: Handler<Spec, TablePorts> = async (body, { application }, { table, clock }) => {
  const mute = await muteOf(table, application.id, body.Get_Account, Math.floor(clock.now() / 1000));
  if (!mute) throw new Fault('MutedAccountNotValid', 'there is no such account');
  return { C2CmsgNospeakingTime: mute.chat, GroupmsgNospeakingTime: mute.group };
};

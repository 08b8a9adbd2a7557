import { decisionCases, notHere } from '../../group-requests.ts';
import { group, groupId } from '../../groups.ts';
import { logsIn } from '../../messages.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = decisionCases({
  command: 'handle_apply_join_group',
  begin: async (world, me) => {
    await group(me ? { me } : {})(world);
    const dee = await logsIn(world, 'dee');
    await dee.request('group_open_http_svc.apply_join_group', {
      GroupId: groupId(world),
      ApplyMsg: 'please',
    });
  },
  named: world => ({ Applicant_Account: world.name('dee'), Authentication: '', MsgKey: 1 }),
  toldOfRefusal: 'dee',
});

export const unreachable = notHere;

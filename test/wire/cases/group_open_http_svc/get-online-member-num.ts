import { aboutRoom, enters, room, roomRefusals, roomWith } from '../../rooms.ts';
import type { WireCase } from '../../wire-case.ts';

export const cases: readonly WireCase[] = [
  { title: 'counts nobody in a new room', given: room(), body: aboutRoom(), reply: { OnlineMemberNum: 0 } },
  {
    title: 'counts who is in, and not who has gone or lost the connection',
    given: async world => {
      await roomWith('ben', 'cho')(world);
      const dee = await enters(world, 'dee');
      await dee.close();
      const cho = world.kept<typeof dee>('cho');
      await cho.request('group_open_http_svc.quit_group', aboutRoom()(world));
    },
    body: aboutRoom(),
    reply: { OnlineMemberNum: 1 },
  },
  ...roomRefusals(),
];

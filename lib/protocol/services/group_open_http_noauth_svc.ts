import * as z from 'zod';
import { command, service } from '../command.ts';
import { groupId } from '../group-schemas.ts';
import { uint32 } from '../ids.ts';

/** What somebody who is not logged in may do: listen in a live room (docs/live-rooms.md). */
export const groupOpenHttpNoauthSvc = service({
  name: 'group_open_http_noauth_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: {
    badJson: 'BodyNotJson',
    badBody: 'GroupParameterNotValid',
    notAdmin: 'GroupNotPermitted',
    internal: 'GroupInternal',
  },
  commands: {
    apply_join_group: command({
      summary: 'Lets a guest listen in a live room on this connection.',
      source: 'groups.md 12',
      caller: 'applicant',
      doors: ['socket'],
      body: z.object({ GroupId: groupId, WebPushFlag: uint32.optional() }),
      reply: z.object({
        JoinedStatus: z.literal('JoinedSuccess'),
        HugeGroupFlag: z.literal(1),
        AVChatRoomKey: z.string(),
        /** Published clients ask with it whether there is something new; here it leads the guest to its present connection. */
        LongPollingKey: z.string(),
      }),
      errors: ['GroupIdNotValid', 'GroupNotFound', 'GroupNotPermitted'],
    }),
  },
});

/** How published clients of guests ask for news, on a route that does not answer: what is new is pushed. */
export const guestPolls = service({
  name: 'group_open_long_polling_http_noauth_svc',
  owner: 'groups',
  envelope: 'plain',
  faults: groupOpenHttpNoauthSvc.faults,
  commands: {
    get_msg: command({
      summary: 'Tells on which connection a guest listens.',
      source: 'groups.md 12',
      caller: 'applicant',
      doors: ['socket'],
      body: z.object({ Key: z.string() }),
      reply: z.object({}),
      errors: ['GroupNotPermitted'],
    }),
  },
});

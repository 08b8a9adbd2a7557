import * as z from 'zod';
import { command, service } from '../command.ts';
import { mergedList } from '../elements.ts';

/** The messages of long merged messages, which clients hand over apart (contract: messages.md 2.2; docs/merged-messages.md). */
export const imLongMsg = service({
  name: 'im_long_msg',
  owner: 'messages',
  envelope: 'plain',
  faults: {
    badJson: 'MessageJsonNotValid',
    badBody: 'MessageJsonNotValid',
    notAdmin: 'MessageAdminRequired',
    internal: 'MessageServiceInternal',
  },
  commands: {
    save_relay_json_msg: command({
      summary:
        'Keeps the messages of a merged message that is longer than 12 KB, and gives the key that it carries instead.',
      source: 'messages.md 2.2',
      caller: 'user',
      body: z.object({ MsgList: mergedList }),
      reply: z.object({
        JsonMsgKey: z.string(),
        /** The same: lists in another form are not kept. */
        PbMsgKey: z.string(),
      }),
      fieldFaults: { MsgList: 'MessageFormatNotValid', 'MsgList.*': 'MessageElementNotValid' },
      errors: ['MessageTooLong'],
    }),
    get_relay_json_msg: command({
      summary: 'Reads the messages of a merged message by its key.',
      source: 'messages.md 2.2',
      caller: 'user',
      body: z.object({ JsonMsgKey: z.string().min(1).max(50) }),
      reply: z.object({ MsgList: z.array(z.unknown()) }),
      fieldFaults: { JsonMsgKey: 'MessageKeyNotValid' },
      errors: ['MessageNotFound'],
    }),
  },
});

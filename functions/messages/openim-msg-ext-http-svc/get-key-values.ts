import { extensionPage, readExtensions } from '../../../lib/domain/extension/extensions.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openimMsgExtHttpSvc } from '../../../lib/protocol/services/openim_msg_ext_http_svc.ts';
import { extendedBy, namedMessage, wireExtension } from '../extended-message.ts';

type Spec = typeof openimMsgExtHttpSvc.commands.get_key_values;

/** Reads the extensions of a message: 1 read unit for the message and 1 for each begun 4 KB of them. */
export const getKeyValues: Handler<Spec, TablePorts> = async (body, context, { table, clock }) => {
  const now = clock.now();
  const message = await namedMessage(table, body, context, now);
  const { id: app } = context.application;
  const item = message.extensible && (await readExtensions(table, extendedBy(app, message), now));
  const page = extensionPage(item, body.StartSeq);
  return {
    ExtensionList: page.extensions.map(wireExtension),
    CompleteFlag: page.complete ? 1 : 0,
    LatestSeq: page.lastSeq,
    ClearSeq: page.clearedSeq,
  };
};

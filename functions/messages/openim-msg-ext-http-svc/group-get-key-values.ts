import { extensionPage, readExtensions } from '../../../lib/domain/extension/extensions.ts';
import type { GroupDirectory } from '../../../lib/domain/group/group-directory.ts';
import type { TablePorts } from '../../../lib/domain/program.ts';
import type { Handler } from '../../../lib/kernel/call.ts';
import type { openimMsgExtHttpSvc } from '../../../lib/protocol/services/openim_msg_ext_http_svc.ts';
import { extendedIn, numberedMessage } from '../extended-group-message.ts';
import { wireExtension } from '../extended-message.ts';

type Spec = typeof openimMsgExtHttpSvc.commands.group_get_key_values;
type Deps = TablePorts & { readonly groups: GroupDirectory };

/** Reads the extensions of a message of a group: 2 read units, and 1 for each begun 4 KB of them. */
export const groupGetKeyValues: Handler<Spec, Deps> = async (body, context, deps) => {
  const found = await numberedMessage(body, context, deps);
  const { table, clock } = deps;
  const item = found.message.extensible && (await readExtensions(table, extendedIn(found), clock.now()));
  const page = extensionPage(item, body.StartSeq);
  return {
    ExtensionList: page.extensions.map(wireExtension),
    CompleteFlag: page.complete ? 1 : 0,
    LatestSeq: page.lastSeq,
    ClearSeq: page.clearedSeq,
  };
};

import type { GroupDirectory } from '../../lib/domain/group/group-directory.ts';
import type { Shared } from '../../lib/domain/program.ts';
import type { DeliveryPorts } from '../../lib/domain/session/deliver.ts';
import type { Ports } from '../../lib/kernel/ports.ts';

/** What the commands of groups find beside a call. */
export type GroupDeps = DeliveryPorts &
  Pick<Ports, 'queue' | 'bus'> &
  Shared & { readonly groups: GroupDirectory };

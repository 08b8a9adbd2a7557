import { allCommands } from '../../lib/protocol/registry.ts';
import { describeWire } from './describe-wire.ts';

// Apart from the other commands, so that a machine with two cores runs them at the same time.
describe('the wire of groups', () =>
  describeWire(
    allCommands.filter(({ service }) => service.owner === 'groups'),
    false,
  ));

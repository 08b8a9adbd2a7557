import { allCommands } from '../../lib/protocol/registry.ts';
import { describeWire } from './describe-wire.ts';

describe('the wire', () =>
  describeWire(
    allCommands.filter(({ service }) => service.owner !== 'groups'),
    true,
  ));

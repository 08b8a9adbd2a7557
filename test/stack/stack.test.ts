import { bundlesSuite } from './bundles.ts';
import { resourcesSuite } from './resources.ts';
import { rolesSuite } from './roles.ts';
import { routesSuite } from './routes.ts';

// One file, because jest would load the CDK and synthesize again for each; the suites share one synthesis.
describe('routes', routesSuite);
describe('roles', rolesSuite);
describe('resources', resourcesSuite);
describe('bundles', bundlesSuite);

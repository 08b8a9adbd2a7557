import { CallLog } from '../../lib/local/call-record.ts';
import { Credentials } from '../../lib/local/credentials.ts';
import { LambdaFunction } from '../../lib/local/lambda-function.ts';
import { Meter } from '../../lib/local/meter.ts';

const plan = {
  name: 'sessions',
  arn: 'arn:aws:lambda:local-1:000000000000:function:sessions',
  roleArn: 'arn:aws:iam::000000000000:role/sessions',
  file: '/no/such/file.mjs',
  handler: 'handler',
  timeoutMs: 1000,
  memoryMb: 128,
  variables: {},
};
const host = {
  credentials: new Credentials(),
  endpoints: {},
  log: () => undefined,
  meter: new Meter(),
  faults: {},
  concurrency: 1,
};

test('a function of a stack that has stopped answers so, and starts nothing: sockets go on closing then', async () => {
  const target = new LambdaFunction(plan, host);
  await target.stop();
  const call = new CallLog(() => undefined).begin('socket', '$disconnect', plan.name);
  expect(await target.invoke({}, call)).toMatchObject({ error: { errorType: 'Runtime.Stopped' } });
  expect(host.meter.bill([]).lines).toEqual([]);
});

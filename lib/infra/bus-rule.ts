import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { eventSource } from '../protocol/state-change.ts';
import type { FeatureFunction } from './feature-function.ts';

/** Leads every event of one type to a function, which Lambda calls again twice when it fails. */
export const leadEvents = (
  scope: Construct,
  id: string,
  {
    bus,
    type,
    feature,
  }: { readonly bus: EventBus; readonly type: string; readonly feature: FeatureFunction },
): void => {
  new Rule(scope, id, {
    eventBus: bus,
    eventPattern: { source: [eventSource], detailType: [type] },
    targets: [new LambdaFunction(feature.function)],
  });
};

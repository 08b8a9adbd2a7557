import type { EventBridgeEvent } from 'aws-lambda';

interface ObjectCreated {
  readonly object: { readonly key: string; readonly size: number };
}

/**
 * The handler of a function that S3 tells through EventBridge of new objects (S3 user guide: EventBridge event structure).
 * @param onCreated called with the object's key and length; more than once for the same object now and then
 */
export const objectHandler =
  (onCreated: (path: string, bytes: number) => Promise<void>) =>
  (event: EventBridgeEvent<'Object Created', ObjectCreated>): Promise<void> =>
    onCreated(event.detail.object.key, event.detail.object.size);

// Stands in for @smithy/core/event-streams when functions are bundled (lib/infra/bundle.ts). The SDK imports it at the
// first operation that answers with a stream of events; DynamoDB, EventBridge, SQS and @connections have none.
export {};

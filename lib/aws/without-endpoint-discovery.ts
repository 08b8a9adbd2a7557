// Stands in for @aws-sdk/middleware-endpoint-discovery when functions are bundled (lib/infra/bundle.ts). DynamoDB's
// endpoint discovery is off unless AWS_ENABLE_ENDPOINT_DISCOVERY turns it on, which the stack never does; the package
// and its cache of endpoints cost 4 kB gzip.

/** Never read: the provider below is dropped with the rest of the feature. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): undefined => undefined,
  configFileSelector: (): undefined => undefined,
  default: false,
};

/** Leaves the client's configuration as it is. */
export const resolveEndpointDiscoveryConfig = <T>(config: T): T => config;

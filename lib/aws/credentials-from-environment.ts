// Stands in for @aws-sdk/credential-provider-node when functions are bundled (lib/infra/bundle.ts): Lambda hands a
// function its credentials in the environment and nowhere else (Lambda developer guide: environment variables), so the
// providers for profiles, SSO, web identity, processes and instance metadata could never be asked.
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = fromEnv;

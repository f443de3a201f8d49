import { deploymentVariables, httpUrl, readConfig, serviceVariables, textList } from '@stepup/runtime';
import { z } from 'zod';

const schema = z.object({
  ...serviceVariables(4005),
  /** The address under which browsers and services alike reach this issuer. */
  STEPUP_ISSUER_URL: httpUrl,
  /** Where browsers reach the console: the only place people are sent back to. */
  STEPUP_PUBLIC_URL: httpUrl,
  /** What everybody types to sign in, and the secret of the programs. */
  STEPUP_ISSUER_PASSWORD: z.string().min(12, 'must have at least 12 characters'),
  /** The tenants that somebody may sign in to; each has a program `program-TENANT`. */
  STEPUP_ISSUER_TENANTS: textList,
});

/** How the issuer for try-outs is to run. */
export type IssuerConfig = z.output<typeof schema>;

/** The configuration from the environment, or everything that is wrong with it. */
export function readIssuerConfig(environment: Readonly<Record<string, string | undefined>> = process.env) {
  return readConfig(schema, environment, { alsoKnown: deploymentVariables });
}

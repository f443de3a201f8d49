import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCodes, openEmbeddedIssuer, type TokenRequest } from '@stepup/runtime';
import { type Command, Option } from 'commander';
import { issuerDirectory } from '../parts/data-layout.ts';
import { describeKeyFault } from '../parts/open-verifier.ts';
import { readCommandConfig } from './read-command-config.ts';
import { readDuration } from './read-duration.ts';

interface TokenOptions {
  as?: string;
  scope?: string;
  tenant: string;
  ttl: string;
}

/** `stepup token`: a token of the built-in issuer, alone on the last line of standard output. */
export function addTokenCommand(program: Command): void {
  program
    .command('token')
    .description('issue a token for a person or a program')
    .addOption(new Option('--as <person>', 'a person by id; ops-1 runs the system').conflicts('scope'))
    .option(
      '--scope <scopes>',
      'what a program may do: events:write people:write read coach operate operate:installation',
    )
    .option('--tenant <tenant>', 'whose data', 'default')
    .option('--ttl <duration>', 'how long it is valid, like 30m, 12h, 90d', '24h')
    .action(issueToken);
}

async function issueToken(options: TokenOptions): Promise<void> {
  const config = readCommandConfig();
  if (config.STEPUP_OIDC_ISSUER !== undefined) {
    fail(`Tokens come from ${config.STEPUP_OIDC_ISSUER}, as STEPUP_OIDC_ISSUER says.`);
  }
  const ttlSeconds = readDuration(options.ttl);
  if (ttlSeconds === null) fail('--ttl must be a number of s, m, h or d, like 12h, and at most 366d.');
  const dataDirectory = resolve(config.STEPUP_DATA_DIR);
  if (!(await isDataDirectory(dataDirectory))) {
    fail(`There is no data directory at ${dataDirectory} yet: run start first, or set STEPUP_DATA_DIR.`);
  }
  const opened = await openEmbeddedIssuer({ directory: issuerDirectory(dataDirectory) });
  if (opened.kind !== 'ready') fail(describeKeyFault(opened));
  const result = await opened.issuer.issue(toRequest(options, ttlSeconds));
  switch (result.kind) {
    case 'issued':
      process.stderr.write(`valid until ${result.expiresAt.toISOString()} for tenant ${options.tenant}\n`);
      process.stdout.write(`${result.token}\n`);
      return;
    case 'tenant_invalid':
      return fail(`${result.tenant} cannot name a tenant: 1 to 63 of a-z, 0-9 and "-".`);
    case 'person_invalid':
      return fail('--as must be the id of a person.');
    case 'scopes_invalid':
      return fail(
        '--scope must name scopes, separated by spaces: events:write people:write read coach operate.',
      );
    case 'ttl_invalid':
      return fail('--ttl must be at least 1s and at most 366d.');
  }
}

function toRequest({ as, scope, tenant }: TokenOptions, ttlSeconds: number): TokenRequest {
  if (as !== undefined) return { tenant, ttlSeconds, person: as };
  if (scope === undefined) fail('Say whom the token is for: --as PERSON or --scope "SCOPES".');
  return { tenant, ttlSeconds, scopes: scope.split(' ').filter((name) => name !== '') };
}

/** Making a key in a folder that holds no data would only make that folder unusable as a data directory. */
async function isDataDirectory(directory: string): Promise<boolean> {
  return access(join(directory, 'stepup.lock')).then(
    () => true,
    () => false,
  );
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCodes.usage);
}

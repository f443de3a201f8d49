import { resolve } from 'node:path';
import { readInstance } from '@stepup/embedded-servers';
import { createLogger, type ExitCode, exitCodes, openEmbeddedIssuer } from '@stepup/runtime';
import type { StandaloneConfig } from '../config.ts';
import { issuerDirectory } from '../parts/data-layout.ts';
import { describeKeyFault } from '../parts/open-verifier.ts';
import { commandLogDestination } from './human-log.ts';

/** An instance to work through, and a token for it. */
export type InstanceConnection =
  /** `isRunning`: it was there before and stays. */
  | { kind: 'connected'; url: string; token: string; isRunning: boolean; disconnect(): Promise<void> }
  | ConnectionRefused;

interface ConnectionRefused {
  kind: 'refused';
  message: string;
  exitCode: ExitCode;
}

/** Long enough for the longest import. */
const ttlSeconds = 12 * 60 * 60;

/**
 * Finds the api that is configured, or the instance that runs on the data directory; where none does, starts one for as long as the
 * command takes.
 */
export async function connectInstance(
  config: StandaloneConfig,
  tenant: string,
  scopes: string[],
): Promise<InstanceConnection> {
  const { STEPUP_OIDC_ISSUER: externalIssuer, STEPUP_API_URL: url, STEPUP_TOKEN: token } = config;
  if (url !== undefined) {
    if (token === undefined) return refused(`STEPUP_API_URL needs STEPUP_TOKEN: a token for ${url}.`);
    return { kind: 'connected', url, token, isRunning: true, disconnect: () => Promise.resolve() };
  }
  if (externalIssuer !== undefined) {
    return refused(
      `Tokens come from ${externalIssuer}. Give one as STEPUP_TOKEN, with the address of the api as STEPUP_API_URL; or call the ` +
        'HTTP API with it: /docs of the instance describes it.',
    );
  }
  const dataDirectory = resolve(config.STEPUP_DATA_DIR);
  const instance = await findOrStart(config, dataDirectory);
  if (instance.kind === 'refused') return instance;
  const opened = await openEmbeddedIssuer({ directory: issuerDirectory(dataDirectory) });
  if (opened.kind !== 'ready') {
    await instance.disconnect();
    return refused(describeKeyFault(opened));
  }
  const issued = await opened.issuer.issue({ tenant, scopes, ttlSeconds });
  if (issued.kind !== 'issued') throw new Error(`no token for tenant ${tenant}: ${issued.kind}`);
  return { ...instance, token: issued.token };
}

type FoundInstance =
  { kind: 'connected'; url: string; isRunning: boolean; disconnect(): Promise<void> } | ConnectionRefused;

async function findOrStart(config: StandaloneConfig, dataDirectory: string): Promise<FoundInstance> {
  const running = await readInstance(dataDirectory);
  if (running.kind === 'running') {
    const { httpUrl, pid } = running.instance;
    if (httpUrl === undefined) {
      return refused(`Process ${pid} is still starting on ${dataDirectory}; try again in a moment.`);
    }
    return { kind: 'connected', url: httpUrl, isRunning: true, disconnect: () => Promise.resolve() };
  }
  // Loaded only where nothing runs yet: it takes half of all packages.
  const { startStandalone } = await import('../compose.ts');
  const log = createLogger({
    service: 'standalone',
    level: config.STEPUP_LOG_LEVEL,
    destination: commandLogDestination(),
  });
  const started = await startStandalone({ ...config, STEPUP_HTTP_PORT: 0, STEPUP_EXAMPLE: false }, log);
  if (!('stop' in started)) return started;
  return { kind: 'connected', url: started.url, isRunning: false, disconnect: () => started.stop() };
}

function refused(message: string): ConnectionRefused {
  return { kind: 'refused', message, exitCode: exitCodes.usage };
}

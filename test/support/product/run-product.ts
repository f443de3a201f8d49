import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@stepup/local-servers';
import { testConfig } from '../config.ts';

export const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));
const command = fileURLToPath(new URL('../../../services/standalone/src/cli/stepup.ts', import.meta.url));

/** A product started as a user would, as a process group of its own. */
export interface RunningProduct {
  url: string;
  pid: number;
  /** From the start of the command to the first 200 of `/readyz`. */
  readyAfterMs: number;
  stop(): Promise<void>;
}

interface ProductStart {
  dataDirectory: string;
  example: 'on' | 'off';
  /** The command line; by default this checkout's own. */
  commandLine?: {
    file: string;
    options: string[];
    workingDirectory: string;
    environment: Record<string, string>;
  };
}

export async function runProduct(start: ProductStart): Promise<RunningProduct> {
  const port = await findFreePort();
  const { file, options, workingDirectory, environment } = start.commandLine ?? {
    file: process.execPath,
    options: [command, 'start'],
    workingDirectory: repositoryRoot,
    environment: {},
  };
  const startedAtMs = performance.now();
  const child = spawn(file, options, {
    cwd: workingDirectory,
    env: {
      PATH: testConfig.commandPath,
      HOME: testConfig.home,
      ...environment,
      STEPUP_HTTP_PORT: String(port),
      STEPUP_DATA_DIR: start.dataDirectory,
      STEPUP_EXAMPLE: start.example,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitFor(async () => (await fetch(`${url}/readyz`)).ok, child);
  const { pid } = child;
  if (pid === undefined) throw new Error('a process that answers has a pid');
  return {
    url,
    pid,
    readyAfterMs: performance.now() - startedAtMs,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      process.kill(-pid, 'SIGTERM');
      await ended;
    },
  };
}

/** Asks every 100 ms until the answer is yes; throws when the process ends or after ten minutes. */
export async function waitFor(isThere: () => Promise<boolean>, child?: ChildProcess): Promise<void> {
  const deadline = performance.now() + 600_000;
  for (;;) {
    if (child !== undefined && child.exitCode !== null)
      throw new Error(`the product ended with ${child.exitCode}`);
    if (await isThere().catch(() => false)) return;
    if (performance.now() > deadline) throw new Error('waited for ten minutes');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A token of the embedded instance, as its console gets one. */
export async function signIn(url: string, tenant: string, person: string): Promise<string> {
  const response = await fetch(`${url}/v1/session/embedded`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenant, person }),
  });
  const answer: unknown = await response.json();
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'token' in answer &&
    typeof answer.token === 'string'
  ) {
    return answer.token;
  }
  throw new Error(`no token: ${JSON.stringify(answer)}`);
}

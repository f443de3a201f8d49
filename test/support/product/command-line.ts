import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { testConfig } from '../config.ts';

const cli = fileURLToPath(new URL('../../../services/standalone/src/cli/stepup.ts', import.meta.url));

/** What a command that ends by itself said and ended with. */
interface CommandOutcome {
  exitCode: number | null;
  out: string;
  err: string;
}

/** A product that said that it is ready. */
interface StartedProduct {
  child: ChildProcess;
  url: string;
  /** What it has said on standard error so far. */
  errors: () => string;
}

/** The command `stepup` on a data directory, as a user calls it. */
export interface CommandLine {
  outcomeOf(args: readonly string[], environment?: Record<string, string>): Promise<CommandOutcome>;
  /** The same with Ctrl-C as soon as standard error holds a text. */
  interruptAt(
    text: string,
    args: readonly string[],
    environment?: Record<string, string>,
  ): Promise<CommandOutcome>;
  start(): Promise<StartedProduct>;
  /** Stops what was started and still runs. */
  endAll(): Promise<void>;
}

export function openCommandLine(dataDirectory: string): CommandLine {
  const children: ChildProcess[] = [];

  const run = (args: readonly string[], environment: Record<string, string> = {}): ChildProcess => {
    const child = spawn(process.execPath, [cli, ...args], {
      env: {
        PATH: testConfig.commandPath,
        STEPUP_DATA_DIR: dataDirectory,
        STEPUP_EXAMPLE: 'off',
        STEPUP_HTTP_PORT: '0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  };

  const outcomeOf = async (
    args: readonly string[],
    environment?: Record<string, string>,
    interruptedAt?: string,
  ): Promise<CommandOutcome> => {
    const child = run(args, environment);
    const texts = { out: '', err: '' };
    let isInterrupted = false;
    child.stdout?.on('data', (chunk) => (texts.out += String(chunk)));
    child.stderr?.on('data', (chunk) => {
      texts.err += String(chunk);
      if (interruptedAt === undefined || isInterrupted || !texts.err.includes(interruptedAt)) return;
      isInterrupted = child.kill('SIGINT');
    });
    return { exitCode: await ended(child), ...texts };
  };

  return {
    outcomeOf: (args, environment) => outcomeOf(args, environment),
    interruptAt: (text, args, environment) => outcomeOf(args, environment, text),
    async start() {
      const child = run(['start']);
      let errors = '';
      child.stderr?.on('data', (chunk) => (errors += String(chunk)));
      if (child.stdout === null) throw new Error('no standard output');
      for await (const line of createInterface({ input: child.stdout })) {
        const url = /is ready .*(http:\S+)/.exec(line)?.[1];
        if (url !== undefined) return { child, url, errors: () => errors };
      }
      throw new Error(`ended before it was ready: ${errors}`);
    },
    async endAll() {
      const running = children
        .splice(0)
        .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
      for (const child of running) child.kill('SIGTERM');
      await Promise.all(running.map(ended));
    },
  };
}

/** The exit code of a process once it has ended; null when a signal ended it. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', resolve));
}

/** How a server of the product notes its process. */
const pidRecord = z.object({ child: z.object({ pid: z.int().min(1) }) });

/** The process of an embedded server of a running product. */
export async function pidOf(
  dataDirectory: string,
  server: 'clickhouse/front' | 'postgres/postgres',
): Promise<number> {
  const text = await readFile(join(dataDirectory, `${server}.pid`), 'utf8');
  return pidRecord.parse(JSON.parse(text)).child.pid;
}

import { mkdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { Engine } from './engine.ts';
import { type FrontConfig, type FrontReport, frontConfigSchema } from './front-config.ts';
import { createHttpFront } from './http-front.ts';
import { Lane } from './lane.ts';
import { StatementRunner } from './run-statement.ts';

/**
 * Process of the embedded ClickHouse: takes its configuration from the parent over IPC, reports its port, and ends
 * with SIGTERM or with its parent, whichever comes first.
 */
process.once('message', (message) => {
  start(frontConfigSchema.parse(message)).catch((error: unknown) => {
    report({
      kind: 'refused',
      reason: error instanceof Error ? error.message : String(error),
      errno: errnoOf(error),
    });
    process.exitCode = 1;
    process.disconnect();
  });
});

async function start(config: FrontConfig): Promise<void> {
  // Before the engine starts its threads, which inherit it.
  setPriority(config.niceness);
  const spool = join(config.directory, 'spool');
  // Rows of inserts and answers that a killed predecessor left; whoever waited for them asks again.
  await rm(spool, { recursive: true, force: true });
  await mkdir(spool, { recursive: true, mode: 0o700 });
  const engine = await Engine.open(join(config.directory, 'data'), config.directory, config);
  const lanes = {
    read: new Lane(config.readers, config.maxWaiting),
    write: new Lane(config.writers, config.maxWaiting),
  };
  const server = createHttpFront(config, new StatementRunner(engine, lanes, spool));

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    server.close(() => {
      engine.close();
      process.exit(0);
    });
    server.closeIdleConnections();
  };
  process.on('SIGTERM', end);
  // Ctrl-C reaches the whole process group; the order of stopping is the parent's affair.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => {
    // The parent was killed: nobody is left who could use an answer, and a successor must find the directory free. An
    // orderly exit would wait for running statements; the engine's files survive this like any kill.
    process.kill(process.pid, 'SIGKILL');
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, '127.0.0.1', resolve);
  });
  report({ kind: 'ready', port: portOf(server.address()), engineVersion: await engine.version() });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the front does not listen on TCP');
  return address.port;
}

function report(message: FrontReport): void {
  process.send?.(message);
}

function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

import { createLogger, runProcess } from '@stepup/runtime';
import type { Command } from 'commander';
import type { StandaloneConfig } from '../config.ts';
import { showExample } from '../example/show-example.ts';
import { commandLogDestination } from './human-log.ts';
import { readCommandConfig } from './read-command-config.ts';

/** `stepup start`: the whole product in one process, until Ctrl-C. */
export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('start everything on this machine')
    .option('--check-config', 'say whether the configuration is right, and end')
    .action((options: { checkConfig?: boolean }) => {
      const config = readCommandConfig();
      if (options.checkConfig === true) {
        process.stdout.write('The configuration is right.\n');
        return;
      }
      start(config);
    });
}

function start(config: StandaloneConfig): void {
  const log = createLogger({
    service: 'standalone',
    level: config.STEPUP_LOG_LEVEL,
    destination: commandLogDestination(),
  });
  runProcess({
    log,
    async start() {
      const startedAtMs = performance.now();
      // Loaded only here: no other command needs half of all packages.
      const { startStandalone } = await import('../compose.ts');
      const instance = await startStandalone(config, log);
      if (!('stop' in instance)) return instance;
      process.stdout.write(welcome(instance.url, (performance.now() - startedAtMs) / 1000));
      if (!config.STEPUP_EXAMPLE) return instance;
      const stopping = new AbortController();
      const example = showExample(instance, stopping.signal, log);
      return {
        ...instance,
        async stop() {
          stopping.abort();
          await Promise.all([instance.stop(), example]);
        },
      };
    },
  });
}

function welcome(url: string, seconds: number): string {
  return `
Stepup is ready after ${seconds.toFixed(1)} s: open ${url} in a browser
  every route        ${url}/docs
  your own data      npx --yes pnpm@12 stepup import csv FILE --mapping MAPPING --tenant TENANT
  a token to read    npx --yes pnpm@12 stepup token --as ops-1 --tenant TENANT
  a token to send    npx --yes pnpm@12 stepup token --scope "events:write people:write" --tenant TENANT
Ctrl-C stops it; everything it has acknowledged is kept.
`;
}

import { setTimeout } from 'node:timers/promises';
import { type Rebuild, rebuild } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import type { Command } from 'commander';
import { createProgressLine } from '../spool/progress-line.ts';
import { callInstance, type InstanceAnswer, type InstanceTarget } from './call-instance.ts';
import { tellRefusal, withInstance } from './with-instance.ts';

interface RebuildOptions {
  tenant: string;
  json?: boolean;
}

const askedEveryMs = 500;

/** `stepup rebuild`: every fact of a tenant anew from its raw events, within the running instance. */
export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .description('derive every number anew from the stored events; right ones end as they were')
    .option('--tenant <tenant>', 'whose', 'default')
    .option('--json', 'for scripts')
    .action(async (options: RebuildOptions) => {
      process.exitCode = await withInstance(options.tenant, (target) => runRebuild(target, options));
    });
}

async function runRebuild(target: InstanceTarget, { json }: RebuildOptions): Promise<number> {
  const progress = createProgressLine(process.stderr, () => performance.now());
  const finished = await waitUntilFinished(target, ({ derived, total }) =>
    progress.show(`deriving, ${derived} of ${total ?? '?'}`, derived, total ?? 0),
  );
  progress.end();
  if (finished.kind === 'refused') return tellRefusal(finished);
  const { state, derived, error } = finished.body;
  if (json === true) process.stdout.write(`${JSON.stringify(finished.body)}\n`);
  else if (state === 'done') process.stdout.write(`${derived} deals, activities and people derived anew\n`);
  if (state === 'done') return exitCodes.ok;
  process.stderr.write(`Not finished: ${error ?? state}. Running it again is safe.\n`);
  return exitCodes.system;
}

async function waitUntilFinished(
  target: InstanceTarget,
  show: (rebuild: Rebuild) => void,
): Promise<InstanceAnswer<Rebuild>> {
  let asked = await callInstance(target, '/v1/rebuilds', rebuild, {});
  while (asked.kind === 'answer' && asked.body.finished_at === null) {
    show(asked.body);
    await setTimeout(askedEveryMs);
    asked = await callInstance(target, `/v1/rebuilds/${asked.body.id}`, rebuild);
  }
  return asked;
}

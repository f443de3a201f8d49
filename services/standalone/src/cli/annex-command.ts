import { annexAnswer } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import type { Command } from 'commander';
import { renderAnnex } from '../annex/render-annex.ts';
import { callInstance } from './call-instance.ts';
import { tellRefusal, withInstance } from './with-instance.ts';

/** `stepup annex`: what is collected of the people of a tenant, why, who sees it and for how long, as Markdown. */
export function addAnnexCommand(program: Command): void {
  program
    .command('annex')
    .description('what is collected, why, who sees it and for how long, to be attached to an agreement')
    .option('--tenant <tenant>', 'whose', 'default')
    .option('--json', 'for scripts')
    .action(async ({ tenant, json }: { tenant: string; json?: boolean }) => {
      process.exitCode = await withInstance(tenant, async (target) => {
        const asked = await callInstance(target, '/v1/annex', annexAnswer);
        if (asked.kind === 'refused') return tellRefusal(asked);
        process.stdout.write(json === true ? `${JSON.stringify(asked.body)}\n` : renderAnnex(asked.body));
        return exitCodes.ok;
      });
    });
}

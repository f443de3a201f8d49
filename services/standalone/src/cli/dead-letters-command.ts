import { deadLetterReasons, deadLetterStates } from '@stepup/contracts';
import { exitCodes } from '@stepup/runtime';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { listLetters } from '../dead-letters/list-letters.ts';
import { replayLetters } from '../dead-letters/replay-letters.ts';
import { showLetter } from '../dead-letters/show-letter.ts';
import { withInstance } from './with-instance.ts';

interface Common {
  tenant: string;
  json?: boolean;
}

/** `stepup dead-letters`: events that were received and could not be stored; looked at, and sent again after a fix. */
export function addDeadLettersCommand(program: Command): void {
  const letters = program
    .command('dead-letters')
    .description('events that were received and could not be stored, and why');
  common(letters.command('list').description('what waits, and what was sent again'))
    .addOption(new Option('--reason <reason>', 'only this reason').choices(deadLetterReasons))
    .addOption(
      new Option('--state <state>', 'waiting or replayed').choices(deadLetterStates).default('waiting'),
    )
    .option('--limit <count>', 'at most so many, up to 1000', readLimit, 50)
    .action(async (options: Common & { reason?: string; state: string; limit: number }) => {
      process.exitCode = await withInstance(options.tenant, (target) => listLetters(target, options));
    });
  common(letters.command('show').description('one of them, with what the message held'))
    .argument('<id>', 'as the list shows it')
    .action(async (id: string, options: Common) => {
      process.exitCode = await withInstance(options.tenant, (target) => showLetter(target, id, options));
    });
  common(
    letters.command('replay').description('send them again to be stored; an event is never counted twice'),
  )
    .argument('[ids...]', 'as the list shows them')
    .addOption(new Option('--reason <reason>', 'all that wait for this reason').choices(deadLetterReasons))
    .option('--all', 'all that wait')
    .action(async (ids: string[], options: Common & { reason?: string; all?: boolean }) => {
      const given = [ids.length > 0, options.reason !== undefined, options.all === true].filter(Boolean);
      if (given.length !== 1) {
        process.stderr.write('Say what to send again, one of: ID…, --reason REASON, --all.\n');
        process.exitCode = exitCodes.usage;
        return;
      }
      process.exitCode = await withInstance(options.tenant, (target) =>
        replayLetters(target, { ...options, ids }),
      );
    });
}

function common(command: Command): Command {
  return command.option('--tenant <tenant>', 'whose', 'default').option('--json', 'for scripts');
}

function readLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= 1000) return limit;
  throw new InvalidArgumentError('It must be a whole number from 1 to 1000.');
}

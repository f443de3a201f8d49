import { Command } from 'commander';
import { exitCodes } from '@stepup/runtime';
import { describeFailure } from './describe-failure.ts';
import { addBackupCommand } from './backup-command.ts';
import { addAnnexCommand } from './annex-command.ts';
import { addDeadLettersCommand } from './dead-letters-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addExportCommand } from './export-command.ts';
import { addImportCommand } from './import-command.ts';
import { addRebuildCommand } from './rebuild-command.ts';
import { addReplayCommand } from './replay-command.ts';
import { addRestoreCommand } from './restore-command.ts';
import { addStartCommand } from './start-command.ts';
import { addTokenCommand } from './token-command.ts';

const program = new Command('stepup')
  .description('From CRM events to step-up rates, skill gaps and coaching.')
  .showHelpAfterError()
  // Commander ends with 1 for wrong usage; scripts of this product are told 2.
  .exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage));

addStartCommand(program);
addTokenCommand(program);
addImportCommand(program);
addDeadLettersCommand(program);
addRebuildCommand(program);
addReplayCommand(program);
addBackupCommand(program);
addRestoreCommand(program);
addAnnexCommand(program);
addExportCommand(program);
addDoctorCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${await describeFailure(error)}\n`);
  process.exitCode = exitCodes.system;
}

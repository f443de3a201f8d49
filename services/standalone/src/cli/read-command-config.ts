import { exitCodes, formatConfigProblems } from '@stepup/runtime';
import { readStandaloneConfig, type StandaloneConfig } from '../config.ts';

/** The configuration of a command; ends the process with every problem on standard error when there is one. */
export function readCommandConfig(): StandaloneConfig {
  const result = readStandaloneConfig();
  if (result.kind === 'ok') return result.config;
  process.stderr.write(`${formatConfigProblems(result.problems)}\n`);
  process.exit(exitCodes.usage);
}

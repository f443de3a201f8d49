import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ServerUnavailable } from '../server-unavailable.ts';

const execute = promisify(execFile);

export interface ProgramOptions {
  uid?: number;
  gid?: number;
}

/**
 * Runs a program to its end and returns what it printed.
 *
 * @throws ServerUnavailable with the last lines of what it said
 */
export async function runProgram(
  program: string,
  options: readonly string[],
  { uid, gid }: ProgramOptions = {},
): Promise<string> {
  try {
    const account = uid === undefined || gid === undefined ? {} : { uid, gid };
    return (await execute(program, options, { ...account, cwd: '/' })).stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    const lines = (said === '' ? String(error) : said).split('\n').slice(-8).join('\n');
    throw new ServerUnavailable(`${program} failed:\n${lines}`, { cause: error });
  }
}

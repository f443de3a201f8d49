import { spawn } from 'node:child_process';

/** Whether a program can be started and ends with 0 within ten seconds. */
export function hasProgram(program: string, options: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, options, { stdio: 'ignore', timeout: 10_000 });
    child.once('error', () => {
      resolve(false);
    });
    child.once('exit', (code) => {
      resolve(code === 0);
    });
  });
}

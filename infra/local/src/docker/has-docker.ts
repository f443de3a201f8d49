import { hasProgram } from '../process/has-program.ts';

let answer: Promise<boolean> | undefined;

/** Whether a Docker engine answers; the command alone, without its engine, does not count. Asked once a process. */
export function hasDocker(): Promise<boolean> {
  answer ??= hasProgram('docker', ['info']);
  return answer;
}

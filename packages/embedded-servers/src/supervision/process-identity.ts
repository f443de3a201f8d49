import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * A text that tells a process from every other that has or had its number: the boot and the time it was started.
 * `undefined` when there is no such process (a zombie counts as none).
 */
export async function readProcessIdentity(pid: number): Promise<string | undefined> {
  return process.platform === 'linux' ? readFromProc(pid) : readFromPs(pid);
}

async function readFromProc(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
    // The command stands in brackets and may itself contain brackets and spaces; fields 3 (state) and 22
    // (start time in clock ticks since boot) of proc_pid_stat(5) are counted from its end.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X' || fields[19] === undefined) return undefined;
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

async function readFromPs(pid: number): Promise<string | undefined> {
  try {
    const { stdout } = await execute('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      env: { LC_ALL: 'C' },
    });
    const line = stdout.trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}

/** The command a process was started with, arguments joined by spaces; `undefined` when it cannot be seen. */
export async function readCommandLine(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    }
    return (await execute('ps', ['-ww', '-o', 'command=', '-p', String(pid)])).stdout.trim();
  } catch {
    return undefined;
  }
}

/** The parent's number; 1 for a process whose parent has died. */
export async function readParentPid(pid: number): Promise<number | undefined> {
  try {
    return Number.parseInt((await execute('ps', ['-o', 'ppid=', '-p', String(pid)])).stdout, 10);
  } catch {
    return undefined;
  }
}
